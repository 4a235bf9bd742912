import type { Chance } from '../random';

/** An invented traveller. */
export interface Actor {
  id: number;
  surname: string;
  given: string;
  born: string;
  sex: 'F' | 'M';
  state: string;
  document: { type: string; number: string; issuer: string; expires: string };
  phone: string;
  email: string;
}

/** Surnames and given names by the state that issues the passport; every one of them ordinary. */
const POOLS: Readonly<Record<string, readonly [surnames: string, given: string]>> = {
  GTM: [
    'Ajú Batz Chávez Choc Estrada Morales Ramírez Tzoc Xiloj Yat',
    'Ana Byron Delmy Elmer Irma Juan Lidia Marvin Otto Rosa',
  ],
  HND: [
    'Aguilar Banegas Cáceres Funes Lagos Matute Padilla Reyes Zelaya Zúniga',
    'Allan Brenda Dunia Edwin Gladis Kevin Nolvia Osman Suyapa Wilmer',
  ],
  SLV: [
    'Alvarenga Bonilla Cañas Flamenco Guardado Menjívar Orellana Portillo Quintanilla Umaña',
    'Blanca Carlos Dinora Ernesto Francisca Gerson Morena Nelson Roxana Salvador',
  ],
  NIC: [
    'Aburto Blandón Centeno Gadea Huete Lacayo Mairena Obando Rugama Tercero',
    'Arlen Byron Fátima Harold Jamileth Lester Maykel Norlan Scarleth Yader',
  ],
  CRI: [
    'Alfaro Brenes Cordero Fallas Gamboa Jiménez Mora Quesada Ulate Zamora',
    'Adriana Carlos Daniela Esteban Fabiola Guiselle José Karla Mauricio Xinia',
  ],
  COL: [
    'Bedoya Cardona Duque Giraldo Hoyos Londoño Mosquera Ospina Restrepo Zapata',
    'Andrea Camilo Diana Fabián Jhon Leidy Paola Sebastián Wílmar Yuliana',
  ],
  ECU: [
    'Andrade Cevallos Guamán Intriago Lema Moreira Quishpe Tipán Vélez Zambrano',
    'Byron Cecilia Darwin Fernanda Jefferson Lourdes Narcisa Stalin Ximena Wellington',
  ],
  CUB: [
    'Acosta Borges Cepero Díaz Fariñas Hidalgo Noda Pupo Rizo Valdés',
    'Ariel Barbaro Daymi Leidys Maikel Odalys Reinier Yanet Yoandy Yunior',
  ],
  RUS: [
    'Belov Gusev Ivanova Karpov Lebedeva Morozov Orlova Sokolov Titov Zaytseva',
    'Aleksei Darya Elena Igor Ksenia Maksim Natalia Oleg Svetlana Viktor',
  ],
  NPL: [
    'Adhikari Basnet Gurung Karki Lama Magar Rai Shrestha Tamang Thapa',
    'Anil Bimala Dipak Gita Hari Kamala Prakash Rajan Sunita Yubaraj',
  ],
  BGD: [
    'Ahmed Begum Chowdhury Hossain Islam Khatun Miah Rahman Sarkar Uddin',
    'Abdul Fatema Jahangir Kamrul Mohammad Nasrin Rafiq Salma Shahid Tanvir',
  ],
  SOM: [
    'Abdi Ali Farah Hassan Ibrahim Jama Mohamud Nur Osman Warsame',
    'Aamina Cabdi Faadumo Hodan Ismail Khadra Liban Muna Sahra Yusuf',
  ],
  CMR: [
    'Atangana Biya Eto Fokou Kamga Mbarga Ngono Tchoua Wamba Zang',
    'Aimé Brice Clarisse Didier Estelle Fabrice Gisèle Hervé Solange Yvette',
  ],
  NLD: [
    'Bakker Dijkstra Hendriks Jansen Kuiper Mulder Postma Smit Visser Zijlstra',
    'Anouk Bram Daan Femke Hanneke Joost Lieke Maarten Sanne Wouter',
  ],
  ESP: [
    'Arroyo Bermejo Crespo Gallego Iglesias Lozano Pascual Rubio Sáez Vidal',
    'Aitor Begoña Cristina Elena Gonzalo Iván Jorge Lucía Nuria Óscar',
  ],
  USA: [
    'Adams Brooks Carter Foster Hayes Jenkins Murphy Parker Turner Walsh',
    'Ashley Brian Cynthia Derek Emily Grant Heather Jason Megan Tyler',
  ],
};
const STATES = Object.keys(POOLS);
const CALLING: Readonly<Record<string, string>> = {
  ...{ GTM: '502', HND: '504', SLV: '503', NIC: '505', CRI: '506', COL: '57', ECU: '593' },
  ...{ CUB: '53', RUS: '7', NPL: '977', BGD: '880', SOM: '252', CMR: '237', NLD: '31' },
  ...{ ESP: '34', USA: '1' },
};

const two = (value: number): string => String(value).padStart(2, '0');

/** Makes up people; names, birth dates and documents have nothing to do with what they will do. */
export class Cast {
  readonly actors: Actor[] = [];

  constructor(private readonly chance: Chance) {}

  actor(wish: { state?: string; surname?: string; minor?: boolean } = {}): Actor {
    const { chance } = this;
    const state = wish.state ?? chance.pick(STATES);
    const [surnames = '', givens = ''] = POOLS[state] ?? [];
    const [one, other] = [chance.pick(surnames.split(' ')), chance.pick(surnames.split(' '))];
    const given = chance.pick(givens.split(' '));
    const year = wish.minor ? chance.int(2010, 2022) : chance.int(1950, 2006);
    const id = this.actors.length;
    const made: Actor = {
      ...{ id, sex: chance.is(0.5) ? 'F' : 'M', state },
      surname: wish.surname ?? (chance.is(0.6) ? `${one} ${other}` : one),
      given: chance.is(0.5) ? `${given} ${chance.pick(givens.split(' '))}` : given,
      born: `${year}-${two(chance.int(1, 12))}-${two(chance.int(1, 28))}`,
      document: this.passport(state),
      phone: this.phone(state),
      email: `${given.toLowerCase()}.${id}@correo${chance.int(1, 9)}.example`,
    };
    this.actors.push(made);
    return made;
  }

  family(size: number): Actor[] {
    const first = this.actor();
    const others = Array.from({ length: size - 1 }, (_, at) =>
      this.actor({ state: first.state, surname: first.surname, minor: at > 0 }),
    );
    return [first, ...others];
  }

  strangers(count: number, state?: string): Actor[] {
    return Array.from({ length: count }, () => this.actor(state ? { state } : {}));
  }

  passport(issuer: string): Actor['document'] {
    const letter = String.fromCharCode(65 + this.chance.int(0, 25));
    const number = `${letter}${this.chance.int(1_000_000, 99_999_999)}`;
    return {
      type: 'P',
      number,
      issuer,
      expires: `20${this.chance.int(27, 35)}-0${this.chance.int(1, 9)}-15`,
    };
  }

  phone(state: string): string {
    const code = CALLING[state] ?? '1';
    const digits = /^50/.test(code)
      ? this.chance.int(2_0000000, 8_9999999)
      : this.chance.int(2e9, 8.9e9);
    return `+${code}${digits}`;
  }
}
