/** The part of Avro's schema language that our contracts use (Apache Avro 1.12, "Complex Types"). */
export type Schema =
  | string
  | readonly Schema[]
  | {
      readonly type: string;
      readonly name?: string;
      readonly doc?: string;
      readonly symbols?: readonly string[];
      readonly items?: Schema;
      readonly fields?: readonly { name: string; doc?: string; type: Schema }[];
    };

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  null: 'null',
};

/**
 * Writes one exported interface a record and one exported union an enum of `schema`.
 * A union with null becomes an optional property: absent values are left out, never null.
 */
export const typesOf = (schema: Schema): string => {
  const declarations: string[] = [];
  const typeOf = (part: Schema): string => {
    if (typeof part === 'string') return PRIMITIVES[part] ?? part;
    if (!('type' in part))
      return part
        .filter((member) => member !== 'null')
        .map(typeOf)
        .join(' | ');
    if (part.type === 'array') return `${wrapped(typeOf(part.items ?? 'null'))}[]`;
    if (part.type === 'enum') {
      const symbols = (part.symbols ?? []).map((symbol) => `'${symbol}'`).join(' | ');
      declarations.push(`export type ${part.name} = ${symbols};`);
      return part.name ?? 'never';
    }
    const slot = declarations.push('') - 1;
    const lines = (part.fields ?? []).map((field) => {
      const optional = Array.isArray(field.type) && field.type.includes('null') ? '?' : '';
      return `${comment(field.doc, '  ')}  ${field.name}${optional}: ${typeOf(field.type)};`;
    });
    declarations[slot] =
      `${comment(part.doc, '')}export interface ${part.name} {\n${lines.join('\n')}\n}`;
    return part.name ?? 'never';
  };
  typeOf(schema);
  return declarations.join('\n\n');
};

const wrapped = (type: string): string => (type.includes(' | ') ? `(${type})` : type);

const comment = (doc: string | undefined, indent: string): string =>
  doc ? `${indent}/** ${doc} */\n` : '';
