import type { ManifestAccepted } from '@vigia/contracts';
import { listedLegs } from '@vigia/indicators';
import { personOf, type Contact } from '@vigia/manifest';
import { protectionFlags } from '@vigia/sharing';
import type { TravelRecord } from '../travel-record';
import type { Marks } from '../travels';

/** What some accepted submissions do to the stored legs. */
export interface ListChange {
  put: TravelRecord[];
  marks: Marks[];
  /** Conveyances whose list changes. */
  conveyances: string[];
  /** Travellers of whom something may be known already. */
  known: string[];
  /** Travellers who are taken off, and why. */
  gone: Map<string, 'travellerRemoved' | 'conveyanceCancelled'>;
}

/** Whether the submission changes anything here: ids resolved at the door, or travellers to put. */
export const isScreened = (accepted: ManifestAccepted): boolean =>
  isPut(accepted) ||
  accepted.removed.length + accepted.boarded.length + accepted.notBoarded.length > 0;

/** Lists that only end or close an earlier one put nobody; records from before versions say it by function. */
const isPut = ({ manifest, effect }: ManifestAccepted): boolean =>
  (effect === 'list' || effect === 'change') &&
  manifest.listType !== 'flightStatus' &&
  !['XR', 'RP'].includes(manifest.function ?? '');

/** The changes that submissions of one partition make, in whatever order they stand. */
export const listChange = (
  accepted: readonly ManifestAccepted[],
  partition: number,
  contactKey: (contact: Contact) => string,
): ListChange => {
  const change: ListChange = {
    put: [],
    marks: [],
    conveyances: [],
    known: [],
    gone: new Map(),
  };
  for (const one of accepted) {
    const { effect, listVersion: version, removed, boarded, notBoarded } = one;
    const records = isPut(one) ? recordsOf(one, partition, contactKey) : [];
    change.put.push(...records);
    const at = new Date(one.occurredAt);
    const marks: Marks[] = [
      { mark: 'removed', travellerIds: removed, version, at },
      { mark: 'boarded', travellerIds: boarded, version, at },
      { mark: 'notBoarded', travellerIds: notBoarded, version, at },
    ];
    change.marks.push(...marks.filter(({ travellerIds }) => travellerIds.length > 0));
    const cause = effect === 'cancellation' ? 'conveyanceCancelled' : 'travellerRemoved';
    for (const id of removed) change.gone.set(id, cause);
    change.known.push(...removed, ...boarded, ...notBoarded);
    if (version > 1) change.known.push(...records.map(({ leg }) => leg.travellerId));
    change.conveyances.push(one.conveyanceKey);
  }
  change.conveyances = [...new Set(change.conveyances)];
  change.known = [...new Set(change.known)];
  return change;
};

const recordsOf = (
  accepted: ManifestAccepted,
  partition: number,
  contactKey: (contact: Contact) => string,
): TravelRecord[] => {
  const { manifest, manifestId, carrierId, listVersion: version } = accepted;
  return listedLegs(manifest, manifestId, contactKey).map(({ traveller, leg }) => {
    const protection = protectionFlags(manifest, traveller, leg.departedAt.slice(0, 10));
    return { leg, carrierId, protection, person: personOf(traveller), version, partition };
  });
};
