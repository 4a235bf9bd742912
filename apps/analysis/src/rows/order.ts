import type { ManifestAccepted } from '@vigia/contracts';

const DIGITS = 10;

/**
 * Where an accepted list stands among those about its conveyance, as a text whose order is theirs:
 * the list version decides, then the instant, then the manifest (lists of revision 1 all carry
 * version 1). A repeated event has the same place.
 */
export const orderOf = ({ listVersion, occurredAt, manifestId }: ManifestAccepted): string =>
  [String(Math.max(0, listVersion)).padStart(DIGITS, '0'), occurredAt, manifestId].join('|');

/** Where a fact stands among facts of its kind about one thing: the instant decides, then the id. */
export const instantOrder = ({
  occurredAt,
  eventId,
}: {
  occurredAt: string;
  eventId: string;
}): string => `${occurredAt}|${eventId}`;
