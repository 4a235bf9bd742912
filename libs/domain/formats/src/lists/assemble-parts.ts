import type { Manifest, Traveller } from '@vigia/manifest';

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
 * once, the later copy. Lists without parts stay as they are. Travellers are numbered anew.
 */
export const assembleParts = (manifests: readonly Manifest[]): AssembledList[] => {
  const lists = new Map<string, Map<number, Manifest>>();
  for (const [index, manifest] of manifests.entries()) {
    const { sender, part } = manifest.source;
    const key = part ? JSON.stringify([sender, part.key]) : `whole ${index}`;
    const parts = lists.get(key) ?? new Map<number, Manifest>();
    lists.set(key, parts.set(part?.seq ?? 1, manifest));
  }
  return [...lists.values()].flatMap((parts) => {
    const ordered = [...parts].sort(([a], [b]) => a - b).map(([, manifest]) => manifest);
    const [first, ...others] = ordered;
    return first ? [assemble(first, others)] : [];
  });
};

const assemble = (first: Manifest, others: readonly Manifest[]): AssembledList => {
  const { part, ...source } = first.source;
  if (!part) return { manifest: first, complete: true, missing: [] };
  const all = [first, ...others];
  const numbers = new Set(all.map((manifest) => manifest.source.part?.seq ?? 0));
  const highest = Math.max(...numbers);
  const ended = all.some((manifest) => manifest.source.part?.last);
  const missing = Array.from({ length: highest }, (_, index) => index + 1).filter(
    (number) => !numbers.has(number),
  );
  const complete = ended && missing.length === 0;
  const manifest: Manifest = {
    ...first,
    source: complete ? source : { ...source, part: { key: part.key, seq: highest, last: false } },
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
  return { key: part.key, manifest, complete, missing };
};

const numbered = (travellers: readonly Traveller[]): Traveller[] =>
  travellers.map((traveller, index) => ({ ...traveller, seq: index + 1 }));
