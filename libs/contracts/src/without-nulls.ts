import { types, type Type } from 'avsc';

type Cleaner = (value: unknown) => void;

/**
 * Compiles a function that removes from decoded values the properties whose value is null, so that
 * absent stays absent on our side of the wire. It visits only the parts of `type` that can hold one.
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
    return item && ((value) => (value as unknown[]).forEach(item));
  }
  if (type instanceof types.RecordType) {
    const steps = type.fields.flatMap((field) => {
      const members = unionMembers(field.type);
      const inner = compile(
        members.find((member) => member.typeName !== 'null') ?? field.type,
        known,
      );
      const optional = members.some((member) => member.typeName === 'null');
      return optional || inner ? [{ name: field.name, optional, inner }] : [];
    });
    if (steps.length === 0) return undefined;
    return (value) => {
      const record = value as Record<string, unknown>;
      for (const { name, optional, inner } of steps) {
        if (optional && record[name] === null) delete record[name];
        else inner?.(record[name]);
      }
    };
  }
  return undefined;
};

const unionMembers = (type: Type): readonly Type[] =>
  type instanceof types.UnwrappedUnionType ? type.types : [type];
