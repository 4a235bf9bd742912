import { bookingOf } from '../surroundings';
import type { TravelLeg } from '../travel-leg';

export type NodeKind =
  'traveller' | 'document' | 'contact' | 'booking' | 'ticket' | 'agency' | 'vehicle';

/** `<kind>:<key>`; contacts are opaque keys, so a node never shows a telephone number. */
export type NodeId = `${NodeKind}:${string}`;

/** Where a link was read: every link of a network can be shown on a list. */
export interface LinkSource {
  manifestId: string;
  legId: string;
  /** Departure, ISO 8601 UTC. */
  at: string;
}

/** A traveller and something on one leg. */
export interface Link {
  traveller: NodeId;
  other: NodeId;
  source: LinkSource;
}

/**
 * The links that one leg shows: the traveller with documents, contacts, booking, ticket, agency and
 * vehicle (the departure). Only what people do; names, birth dates and nationalities are no nodes.
 */
export const linksOf = (leg: TravelLeg, personId: string): Link[] => {
  const others: NodeId[] = [
    ...leg.identity.keys
      .filter((key) => key.startsWith('d:'))
      .map((key): NodeId => `document:${key.slice(2)}`),
    ...leg.contacts.map((key): NodeId => `contact:${key}`),
    ...(leg.locator === undefined ? [] : [`booking:${bookingOf(leg)}` as const]),
    ...(leg.ticket === undefined ? [] : [`ticket:${leg.carrier}/${leg.ticket}` as const]),
    ...(leg.agency === undefined ? [] : [`agency:${leg.agency.toUpperCase()}` as const]),
    `vehicle:${leg.conveyance}`,
  ];
  const source = { manifestId: leg.manifestId, legId: leg.legId, at: leg.departedAt };
  return others.map((other) => ({ traveller: `traveller:${personId}`, other, source }));
};
