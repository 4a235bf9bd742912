import { fold, foldHeader } from './fold';

/** What a column of a passenger list can hold. */
export type Field =
  | 'seat'
  | 'fullName'
  | 'surname'
  | 'surname2'
  | 'given'
  | 'given2'
  | 'docType'
  | 'docNumber'
  | 'docIssuer'
  | 'docExpiry'
  | 'docIssued'
  | 'nationality'
  | 'dateOfBirth'
  | 'birthPlace'
  | 'age'
  | 'gender'
  | 'embark'
  | 'disembark'
  | 'ticket'
  | 'locator'
  | 'phone'
  | 'email'
  | 'bags'
  | 'residence'
  | 'visa'
  | 'remarks'
  | 'mrz'
  | 'crewRole'
  | 'status'
  | 'ordinal'
  | 'carrier'
  | 'journeyId'
  | 'plate'
  | 'vehicle'
  | 'departureDate'
  | 'departureTime'
  | 'arrivalDate'
  | 'arrivalTime'
  | 'route'
  | 'posts'
  | 'nacAmbiguous'
  | 'originAmbiguous';

/** Titles of columns in Spanish and English (formats 8.3), before folding. */
const ALIASES: Readonly<Record<Field, string>> = {
  seat: 'asiento,butaca,num asiento,puesto,as,seat,seat no,seat number',
  fullName:
    'nombre completo,nombres completos,nombres y apellidos,apellidos y nombres,apellido y nombre,nombre del pasajero,' +
    'pasajero,nombre y apellido,nombre y apellidos,nombres y apellido,apellidos y nombre,full name,passenger,passenger name,name,viajero,traveller',
  surname:
    'apellido,apellidos,primer apellido,surname,surnames,last name,family name,apellido paterno',
  surname2: 'segundo apellido,apellido materno,second surname',
  given: 'nombre,nombres,primer nombre,given name,given names,first name,first names',
  given2: 'segundo nombre,middle name,segundos nombres',
  docType:
    'tipo documento,tipo doc,tipo de identificacion,t doc,document type,doc type,id type,tipo id',
  docNumber:
    'documento,no documento,numero documento,num doc,doc,identificacion,no identificacion,cedula,dui,dpi,cui,dni,' +
    'dimex,curp,pasaporte,no pasaporte,pasaporte cedula,cedula pasaporte,documento de identidad,documento identificacion,documento viaje,' +
    'document,document number,doc number,passport,passport no,passport number,id,id number',
  docIssuer:
    'pais emisor,pais de emision,expedido por,lugar de emision,emisor,issuing country,country of issue,issued by,issuer',
  docExpiry:
    'vencimiento,fecha vencimiento,fecha de expiracion,vence,caducidad,fecha caducidad,valido hasta,expira,expiry,expiry date,' +
    'expiration,expiration date,valid until,vencimiento documento,vencimiento pasaporte',
  docIssued: 'fecha de emision,fecha expedicion,emision,issue date,date of issue,issued',
  nationality: 'nacionalidad,pais,pais de origen,nationality,citizenship,country,ciudadania',
  dateOfBirth:
    'fecha nacimiento,fecha de nac,f nacimiento,nacimiento,fnac,f nac,fecha nac,date of birth,dob,birth date,birthdate,birthday',
  birthPlace: 'lugar de nacimiento,place of birth,birth place',
  age: 'edad,age',
  gender: 'sexo,genero,sx,sex,gender',
  embark:
    'sube en,aborda en,abordaje,punto de abordaje,desde,salida,boarding point,from,sube,lugar abordaje',
  disembark: 'baja en,destino,hasta,punto de bajada,llegada,drop off,destination,to,baja',
  ticket: 'boleto,no boleto,tiquete,pasaje,ticket,ticket no,ticket number',
  locator: 'reserva,localizador,codigo reserva,booking,reservation,pnr,booking reference,locator',
  phone: 'telefono,celular,movil,contacto,phone,mobile,phone number,tel,telephone',
  email: 'correo,email,e mail,correo electronico',
  bags: 'maletas,equipaje,bultos,piezas,bags,luggage,pieces',
  residence: 'pais de residencia,residencia,domicilio,residence,country of residence',
  visa: 'visa,no visa,numero visa,visa number',
  remarks:
    'observaciones,observacion,notas,comentarios,motivo,motivos,remarks,notes,comments,reason,reasons',
  mrz: 'mrz,zona de lectura mecanica,machine readable zone',
  crewRole: 'cargo,funcion,rol,role,position,function,crew role',
  status: 'estado,estatus,status',
  ordinal: 'item,orden,correlativo,fila,linea no,row',
  carrier: 'empresa,transportista,compania,operador,carrier,company,linea,line',
  journeyId: 'servicio,viaje,corrida,no viaje,numero de servicio,service,trip,trip no,service no',
  plate: 'placa,placas,matricula,plate',
  vehicle: 'unidad,bus,autobus,coach,fleet no,no unidad',
  departureDate: 'fecha,fecha salida,fecha viaje,fecha de viaje,departure date,travel date,date',
  departureTime: 'hora,hora salida,hora de salida,departure time,time',
  arrivalDate: 'fecha llegada,fecha de llegada,arrival date',
  arrivalTime: 'hora llegada,hora de llegada,arrival time',
  route: 'ruta,route',
  posts:
    'puesto fronterizo,puestos fronterizos,frontera,fronteras,puestos,border post,border posts,border',
  nacAmbiguous: 'nac',
  originAmbiguous: 'origen,origin',
};

const FIELD_OF = new Map<string, Field>();
for (const [field, aliases] of Object.entries(ALIASES) as [Field, string][]) {
  for (const alias of aliases.split(',')) {
    const key = foldHeader(alias);
    if (key && !FIELD_OF.has(key)) FIELD_OF.set(key, field);
  }
}

/** Titles that also say what kind of document a column holds, and of which state. */
const DOCUMENT_TITLES: readonly (readonly [RegExp, string, string?])[] = [
  [/\bdui\b/, 'I', 'SLV'],
  [/\b(dpi|cui)\b/, 'I', 'GTM'],
  [/\bdimex\b/, 'A', 'CRI'],
  [/\bcurp\b/, 'I', 'MEX'],
];

/** One recognised column. */
export interface Column {
  index: number;
  title: string;
  field: Field;
  /** Type and issuer that the title of a document column fixes. */
  docType?: string;
  docIssuer?: string;
  /** Surnames first or given names first, where the title of a name column says so. */
  surnameFirst?: boolean;
}

/** The field of a title, or of one half of a bilingual title. */
export const fieldOfTitle = (title: string): Field | undefined => {
  const whole = FIELD_OF.get(foldHeader(title));
  if (whole || !/[/|(\n]/.test(title)) return whole;
  for (const half of title.split(/[/|()\n]/)) {
    const field = FIELD_OF.get(foldHeader(half));
    if (field) return field;
  }
  return undefined;
};

/**
 * Recognises the columns of a header row; titles that say nothing to us are left out. `above` is
 * the row before it, whose cells may head groups: `Tipo` and `Número` below `Documento`.
 */
export const recogniseColumns = (
  titles: readonly string[],
  above: readonly string[] = [],
): Column[] => {
  let group = '';
  return titles.flatMap((own, index) => {
    const head = above[index] ?? '';
    if (head) group = head.length <= LONGEST_GROUP && !/[\d:]/.test(head) ? head : '';
    const alone = fieldOfTitle(own);
    const title = alone || !own || !group ? own : `${own} ${group}`;
    const field = alone ?? fieldOfTitle(title);
    if (!field) return [];
    const column: Column = { index, title, field };
    const folded = fold(title);
    if (field === 'docNumber') {
      const known = DOCUMENT_TITLES.find(([pattern]) => pattern.test(folded));
      const passport = /pasaporte|passport/.test(folded);
      const card = /cedula|dni/.test(folded);
      if (known) {
        column.docType = known[1];
        if (known[2]) column.docIssuer = known[2];
      } else if (passport !== card) column.docType = passport ? 'P' : 'I';
    }
    if (field === 'fullName') column.surnameFirst = /^apellido/.test(folded);
    return [column];
  });
};

const FEWEST = 3;
const LONGEST_GROUP = 30;
const LONGEST_TITLE = 60;
const IDENTIFYING: ReadonlySet<Field> = new Set([
  'fullName',
  'surname',
  'given',
  'docNumber',
  'mrz',
]);

/** True of a row with at least three titles that we know, one of them of a name or a document. */
export const isHeader = (titles: readonly string[]): boolean => {
  const recognised = new Set<Field>();
  for (const title of titles) {
    const field = title !== '' && title.length <= LONGEST_TITLE ? fieldOfTitle(title) : undefined;
    if (!field) continue;
    recognised.add(field);
    if (recognised.size >= FEWEST && [...recognised].some((known) => IDENTIFYING.has(known))) {
      return true;
    }
  }
  return false;
};
