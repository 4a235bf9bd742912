import { SCHEMAS } from './generated/schemas';
import { revisionsOf, topicNames } from './revisions';

/** Every revision of a topic reads every other, so services deploy in any order. */
describe.each(topicNames)('%s', (topic) => {
  const revisions = revisionsOf(topic);
  const pairs = revisions.flatMap((older, index) =>
    revisions.slice(index).map((newer) => ({ older, newer })),
  );

  it.each(pairs)(
    'revisions $older.number and $newer.number read each other',
    ({ older, newer }) => {
      expect(() => newer.type.createResolver(older.type)).not.toThrow();
      expect(() => older.type.createResolver(newer.type)).not.toThrow();
    },
  );

  it.each(SCHEMAS[topic] ?? [])('revision $number gives every enum a default', ({ schema }) => {
    expect(enumsWithoutDefault(schema)).toEqual([]);
  });
});

/** Names of the enums anywhere inside a schema's JSON that lack a default symbol. */
const enumsWithoutDefault = (schema: unknown): unknown[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, name, default: fallback } = schema as Record<string, unknown>;
  return [
    ...(type === 'enum' && fallback === undefined ? [name] : []),
    ...Object.values(schema).flatMap(enumsWithoutDefault),
  ];
};
