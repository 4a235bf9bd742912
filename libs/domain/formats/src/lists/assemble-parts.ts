import { conveyanceKey, type Manifest, type Source, type Traveller } from '@vigia/manifest';

/** The parts of one list put together, as far as they have come. */
export interface AssembledList {
  /** Common to all parts of the list; absent when the list came whole. */
  key?: string;
  manifest: Manifest;
  /** True when the last part and every part before it are here. */
  complete: boolean;
  /** Numbers of the parts that must still come; empty also when nobody knows how many there are. */
  missing: number[];
}

/**
 * Puts the parts of lists together, whatever the order in which they came and however often
 * (formats 1.4): parts of one sender with one key are one list, and a number that comes twice counts
 * once, the later copy. Where a sender numbers nothing, messages of one interchange that share a
 * common access reference, conveyance and list type are one list. Lists without parts stay as they
 * are. Travellers are numbered anew.
 */
export const assembleParts = (manifests: readonly Manifest[]): AssembledList[] => {
  const lists = new Map<string, Map<number | string, Manifest>>();
  for (const [index, manifest] of manifests.entries()) {
    const { sender, part, messageRef } = manifest.source;
    const key = part ? JSON.stringify([sender, part.key]) : (unnumberedKey(manifest) ?? `${index}`);
    const parts = lists.get(key) ?? new Map<number | string, Manifest>();
    lists.set(key, parts.set(part?.seq ?? messageRef ?? '', manifest));
  }
  return [...lists.values()].flatMap((parts) => {
    const [first, ...others] = [...parts.values()].sort((a, b) => partNumber(a) - partNumber(b));
    return first ? [assemble(first, others)] : [];
  });
};

const partNumber = ({ source }: Manifest): number => source.part?.seq ?? 0;

/** Only within one interchange: the same reference in another one is a new version of the list. */
const unnumberedKey = ({ source, listType, ...list }: Manifest): string | undefined => {
  const { sender, interchangeRef, accessRef } = source;
  if (!accessRef || interchangeRef === undefined) return undefined;
  const fn = list.function ?? '';
  return JSON.stringify([sender, interchangeRef, accessRef, conveyanceKey(list), listType, fn]);
};

const assemble = (first: Manifest, others: readonly Manifest[]): AssembledList => {
  const { part, ...source } = first.source;
  const all = [first, ...others] as const;
  if (!part && others.length === 0) return { manifest: first, complete: true, missing: [] };
  if (!part)
    return { ...keyOf(source), manifest: merged(all, source), complete: true, missing: [] };
  const numbers = new Set(all.map(partNumber));
  const highest = Math.max(...numbers);
  const ended = all.some((manifest) => manifest.source.part?.last);
  const missing = Array.from({ length: highest }, (_, index) => index + 1).filter(
    (number) => !numbers.has(number),
  );
  const complete = ended && missing.length === 0;
  const end = complete ? source : { ...source, part: { key: part.key, seq: highest, last: false } };
  return { key: part.key, manifest: merged(all, end), complete, missing };
};

const keyOf = ({ accessRef }: Source): { key?: string } => (accessRef ? { key: accessRef } : {});

const merged = (all: readonly [Manifest, ...Manifest[]], source: Source): Manifest => {
  const manifest: Manifest = {
    ...all[0],
    source,
    itinerary: all.find(({ itinerary }) => itinerary.length > 0)?.itinerary ?? [],
    travellers: numbered(all.flatMap(({ travellers }) => travellers)),
    controlTotals: all.reduceRight<Manifest['controlTotals']>(
      (totals, { controlTotals }) => ({ ...totals, ...controlTotals }),
      {},
    ),
    warnings: all.flatMap(({ warnings }) => warnings),
  };
  const extra = all.flatMap((one) => one.extra ?? []);
  if (extra.length > 0) manifest.extra = extra;
  return manifest;
};

const numbered = (travellers: readonly Traveller[]): Traveller[] =>
  travellers.map((traveller, index) => ({ ...traveller, seq: index + 1 }));
