import { types, type Type } from 'avsc';

type Cleaner = (value: unknown) => unknown;

/**
 * Compiles a function that makes of decoded values ones without the properties whose value is null,
 * so that absent stays absent on our side of the wire. It copies only what can hold one: deleting
 * the properties instead would turn every record into a hash table, which is slower to read and
 * several times as large.
 */
export const compileWithoutNulls = (type: Type): Cleaner | undefined =>
  compile(type, new Map<Type, Cleaner | undefined>());

const compile = (type: Type, known: Map<Type, Cleaner | undefined>): Cleaner | undefined => {
  if (known.has(type)) return known.get(type);
  known.set(type, undefined);
  const cleaner = compileNew(type, known);
  known.set(type, cleaner);
  return cleaner;
};

const compileNew = (type: Type, known: Map<Type, Cleaner | undefined>): Cleaner | undefined => {
  if (type instanceof types.ArrayType) {
    const item = compile(type.itemsType, known);
    return item && ((value) => (value as unknown[]).map((one) => item(one)));
  }
  if (type instanceof types.RecordType) {
    const fields = type.fields.map((field): Field => {
      const members = unionMembers(field.type);
      const value = members.find(({ typeName }) => typeName !== 'null') ?? field.type;
      const isOptional = members.some(({ typeName }) => typeName === 'null');
      return { name: field.name, isOptional, clean: compile(value, known) };
    });
    if (!fields.some(({ isOptional, clean }) => isOptional || clean)) return undefined;
    return writtenOut(fields);
  }
  return undefined;
};

interface Field {
  name: string;
  isOptional: boolean;
  clean: Cleaner | undefined;
}

/**
 * The cleaner of a record, field by field in the order of the schema, as source text: a loop over
 * the names would give objects of 13 and more fields the form of hash tables. avsc makes its readers
 * the same way. Names are Avro's, letters, digits and underscores, and from our own schemas.
 */
const writtenOut = (fields: readonly Field[]): Cleaner => {
  const lines = fields.map(({ name, isOptional, clean }) => {
    const keep = `kept.${name} = ${clean ? `clean.${name}(record.${name})` : `record.${name}`};`;
    return isOptional ? `if (record.${name} !== null) ${keep}` : keep;
  });
  const source = `return (record) => { const kept = {}; ${lines.join('\n')} return kept; };`;
  const cleaners = Object.fromEntries(fields.map(({ name, clean }) => [name, clean]));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  return (new Function('clean', source) as (clean: typeof cleaners) => Cleaner)(cleaners);
};

const unionMembers = (type: Type): readonly Type[] =>
  type instanceof types.UnwrappedUnionType ? type.types : [type];
