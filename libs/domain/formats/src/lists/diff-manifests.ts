import type { Manifest, Traveller } from '@vigia/manifest';
import { identityRanks, pairByRank, type Rank } from './identity-ranks';
import { steady } from './steady';

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
  const ranks = new Map<Traveller, Record<Rank, readonly string[]>>();
  const keysOf = (traveller: Traveller, rank: Rank): readonly string[] => {
    const known = ranks.get(traveller) ?? identityRanks(traveller);
    ranks.set(traveller, known);
    return known[rank];
  };
  const pairs = pairByRank(older.travellers, newer.travellers, keysOf, keysOf);
  const paired = new Set(pairs.values());
  const changed: ChangedTraveller[] = [];
  for (const traveller of newer.travellers) {
    const earlier = pairs.get(traveller);
    const fields = earlier ? differences(earlier, traveller) : [];
    if (earlier && fields.length > 0) changed.push({ before: earlier, after: traveller, fields });
  }
  return {
    added: newer.travellers.filter((traveller) => !pairs.has(traveller)),
    removed: older.travellers.filter((traveller) => !paired.has(traveller)),
    changed,
    unchanged: pairs.size - changed.length,
  };
};

const differences = (before: Traveller, after: Traveller): string[] => {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Traveller>;
  return [...fields]
    .filter((field) => field !== 'seq' && steady(before[field]) !== steady(after[field]))
    .sort();
};
