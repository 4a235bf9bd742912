import {
  documentKey,
  documentNumberKey,
  nameKey,
  type Manifest,
  type Traveller,
} from '@vigia/manifest';

/** A traveller on both lists whose facts are not the same. */
export interface ChangedTraveller {
  before: Traveller;
  after: Traveller;
  /** Names of the fields of `Traveller` that differ, in alphabetical order. */
  fields: string[];
}

/** What a newer list of the same journey says otherwise than the older one. */
export interface ManifestDiff {
  added: Traveller[];
  removed: Traveller[];
  changed: ChangedTraveller[];
  unchanged: number;
}

/**
 * Compares two lists of one journey traveller by traveller (formats 2.5). The same person is found
 * by the carrier's unique reference, else by locator, name and birth date, else by a document, else
 * by name and birth date, else by the name alone; each traveller is paired once. The order of the
 * list is no difference. Whether who is missing has really left the list is the caller's decision.
 */
export const diffManifests = (
  older: Pick<Manifest, 'travellers'>,
  newer: Pick<Manifest, 'travellers'>,
): ManifestDiff => {
  const before = new Set(older.travellers);
  const after = new Set(newer.travellers);
  const pairs = new Map<Traveller, Traveller>();
  for (const keysOf of IDENTITIES) pair(before, after, keysOf, pairs);
  const changed: ChangedTraveller[] = [];
  for (const traveller of newer.travellers) {
    const earlier = pairs.get(traveller);
    const fields = earlier ? differences(earlier, traveller) : [];
    if (earlier && fields.length > 0) changed.push({ before: earlier, after: traveller, fields });
  }
  return {
    added: [...after],
    removed: [...before],
    changed,
    unchanged: pairs.size - changed.length,
  };
};

type Keys = (traveller: Traveller) => (string | undefined)[];

/** From the surest way to tell that two entries are one person to the least sure. */
const IDENTITIES: readonly Keys[] = [
  ({ refs }) => [refs.unique],
  ({ refs, name, dateOfBirth }) => [
    refs.locator && dateOfBirth && JSON.stringify([refs.locator, nameKey(name), dateOfBirth]),
  ],
  ({ documents, name }) =>
    documents.map((document) => documentKey(document) ?? unissued(document.number, nameKey(name))),
  ({ name, dateOfBirth }) => [dateOfBirth && JSON.stringify([nameKey(name), dateOfBirth])],
  ({ name, dateOfBirth, documents, refs }) => {
    const bare = !dateOfBirth && documents.length === 0 && !refs.unique;
    return [bare ? JSON.stringify([nameKey(name), refs.locator, refs.seat]) : undefined];
  },
];

/** A number whose state nobody names tells a person only together with the name. */
const unissued = (number: string, name: string): string =>
  JSON.stringify([documentNumberKey(number), name]);

const pair = (
  before: Set<Traveller>,
  after: Set<Traveller>,
  keysOf: Keys,
  pairs: Map<Traveller, Traveller>,
): void => {
  const waiting = new Map<string, Traveller[]>();
  for (const traveller of before) {
    for (const key of keysOf(traveller)) {
      if (key) waiting.set(key, [...(waiting.get(key) ?? []), traveller]);
    }
  }
  for (const traveller of [...after]) {
    const known = keysOf(traveller)
      .flatMap((key) => (key && waiting.get(key)) || [])
      .find((candidate) => before.has(candidate));
    if (!known) continue;
    pairs.set(traveller, known);
    before.delete(known);
    after.delete(traveller);
  }
};

const differences = (before: Traveller, after: Traveller): string[] => {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Traveller>;
  return [...fields]
    .filter((field) => field !== 'seq' && plain(before[field]) !== plain(after[field]))
    .sort();
};

/** The same facts in the same words, whatever the order of their keys. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';
