import type { Manifest } from '@vigia/manifest';

/** The parts of one list that have come (S010, formats 1.4). */
export interface PartSet {
  /** Sender, kind of list and common access reference. */
  key: string;
  numbers: number[];
  /** The number of the last part, once it has come. */
  last?: number;
  /** When the first of them came; ISO 8601 instant. */
  since: string;
}

/** The sets with the part of this manifest noted; as they were when it is no part. */
export const notePart = (
  sets: readonly PartSet[],
  { source, listType }: Pick<Manifest, 'source' | 'listType'>,
  at: string,
): PartSet[] => {
  const { part, sender } = source;
  if (!part || (part.seq === 1 && part.last)) return [...sets];
  const key = [sender, listType, part.key].join('|');
  const known = sets.find((set) => set.key === key) ?? { key, numbers: [], since: at };
  const set: PartSet = {
    ...known,
    numbers: [...new Set([...known.numbers, part.seq])].sort((a, b) => a - b),
    ...(part.last && { last: part.seq }),
  };
  return [...sets.filter((one) => one.key !== key), set];
};

/** How far the parts of one list have come; `missing` holds the numbers that are known to lack. */
export interface Completeness {
  key: string;
  received: number[];
  missing: number[];
  complete: boolean;
}

/** Complete when the last part and every number before it are here. */
export const completenessOf = ({ key, numbers, last }: PartSet): Completeness => {
  const highest = last ?? Math.max(0, ...numbers);
  const missing = Array.from({ length: highest }, (_, index) => index + 1).filter(
    (number) => !numbers.includes(number),
  );
  const reference = key.split('|').slice(2).join('|');
  const complete = last !== undefined && missing.length === 0;
  return { key: reference, received: numbers, missing, complete };
};
