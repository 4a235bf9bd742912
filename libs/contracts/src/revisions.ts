import { Type } from 'avsc';
import { singleObjectHeader } from './fingerprint';
import { SCHEMAS } from './generated/schemas';

/** One published revision of a topic's schema. A published revision never changes. */
export interface Revision {
  readonly number: number;
  readonly type: Type;
  /** `C3 01` and the fingerprint: what a message of this revision begins with. */
  readonly header: Buffer;
}

const compiled = new Map<string, readonly Revision[]>();

/** Topics that have a schema. */
export const topicNames: readonly string[] = Object.keys(SCHEMAS);

/** Every revision of a topic, oldest first; compiled at first use. Empty for an unknown topic. */
export const revisionsOf = (topic: string): readonly Revision[] => {
  const known = compiled.get(topic);
  if (known) return known;
  const revisions = (SCHEMAS[topic] ?? []).map(({ number, schema }) => {
    const type = Type.forSchema(structuredClone(schema) as Parameters<typeof Type.forSchema>[0]);
    return { number, type, header: singleObjectHeader(JSON.stringify(type.schema())) };
  });
  compiled.set(topic, revisions);
  return revisions;
};
