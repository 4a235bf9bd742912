import { parse } from '../index';
import { manifestJsonSchema } from './manifest-schema';

interface Node {
  type?: string;
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
}

/** A value with every property that the schema names, absent where it is not an object or a list. */
const everything = (node: Node): unknown => {
  const choice = node.anyOf?.find(({ type }) => type === 'object') ?? node;
  if (choice.properties) {
    const entries = Object.entries(choice.properties);
    return Object.fromEntries(entries.map(([name, child]) => [name, everything(child)]));
  }
  const item = choice.type === 'array' && choice.items && everything(choice.items);
  return item ? [item] : null;
};

describe('manifestJsonSchema', () => {
  it('names every field that the reader knows, and no other', () => {
    const list = everything(manifestJsonSchema as unknown as Node) as Record<string, unknown>;
    const options = { file: 'a.json', rawSha256: '', receivedOn: '2026-11-24' };
    const codes = (value: unknown): string[] =>
      parse(Buffer.from(JSON.stringify(value)), options).findings.map(({ code }) => code);
    expect(codes(list)).not.toContain('UNKNOWN_FIELD');
    expect(codes({ ...list, other: 1 })).toContain('UNKNOWN_FIELD');
  });
});
