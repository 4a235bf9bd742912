import type { TravelDocument, TravelLeg } from './travel-leg';

/**
 * What a journey shows at a glance, a bit each. Rules name the signs without which they cannot apply
 * (`needs` in the table), so that the usual journey is asked about few of them. A sign is necessary
 * and never enough: the rule itself decides.
 */
export const SIGNS = {
  /** The journey does not end in the country where it began. */
  oneWay: 1 << 0,
  /** Stops in two or more countries from Panama to Mexico. */
  alongTheIsthmus: 1 << 1,
  /** Three legs or more from stop to stop. */
  threeStops: 1 << 2,
  /** Two legs with different locators. */
  twoLocators: 1 << 3,
  /** A leg that a close-out says was not used. */
  unused: 1 << 4,
  /** A leg with a booking date. */
  booked: 1 << 5,
  /** A leg with zero bags stated. */
  noBags: 1 << 6,
  /** A document whose dates do not stand in order, or a national identity number. */
  checkable: 1 << 7,
  /** A list of lost and stolen documents is at hand. */
  lostList: 1 << 8,
  /** A booking with a contact that enough bookings share. */
  sharedContact: 1 << 9,
  /** Travels in a group. */
  company: 1 << 10,
  /** In a group with somebody who has enough groups to be a constant companion. */
  led: 1 << 11,
  /** On a departure with numbers in a row that are the traveller's. */
  numberRun: 1 << 12,
  /** A document that somebody else showed too, or a person whose particulars change. */
  changing: 1 << 13,
  /** Four known legs or more. */
  manyLegs: 1 << 14,
} as const;

export type Sign = keyof typeof SIGNS;

/** The signs that only a caller who knows what surrounds a journey can leave out. */
export const AROUND =
  SIGNS.sharedContact |
  SIGNS.company |
  SIGNS.led |
  SIGNS.numberRun |
  SIGNS.changing |
  SIGNS.manyLegs;

/** The bits of some signs. */
export const maskOf = (signs: readonly Sign[]): number =>
  signs.reduce((mask, sign) => mask | SIGNS[sign], 0);

/** The signs that a journey's own legs show, crew duty included. */
export const signsOf = (legs: readonly TravelLeg[], returns: boolean): number => {
  let signs: number = returns ? 0 : SIGNS.oneWay;
  let stops = 0;
  let countries = 0;
  let locator: string | undefined;
  for (const leg of legs) {
    stops += leg.via.length + 1;
    countries |= isthmusBit(leg.from.country) | isthmusBit(leg.to.country);
    for (const { country } of leg.via) countries |= isthmusBit(country);
    if (leg.boarded === false) signs |= SIGNS.unused;
    if (leg.bookedAt !== undefined) signs |= SIGNS.booked;
    if (leg.bags === 0) signs |= SIGNS.noBags;
    if (leg.locator !== undefined) {
      if (locator !== undefined && leg.locator !== locator) signs |= SIGNS.twoLocators;
      locator = leg.locator;
    }
    if (leg.identity.documents.some((document) => isCheckable(document, leg))) {
      signs |= SIGNS.checkable;
    }
  }
  if (stops >= 3) signs |= SIGNS.threeStops;
  // More than one bit is set.
  if ((countries & (countries - 1)) !== 0) signs |= SIGNS.alongTheIsthmus;
  return signs;
};

/** Dates in text order: the day of departure may stand before a time of day. */
const isCheckable = (
  { type, issued, expires }: TravelDocument,
  { departsOn, departedAt, identity }: TravelLeg,
): boolean => {
  const day = departsOn ?? departedAt;
  if (type === 'I' || (expires !== undefined && expires < day)) return true;
  if (issued === undefined) return false;
  const { dateOfBirth: born } = identity;
  return (
    issued > day ||
    (expires !== undefined && issued > expires) ||
    (born !== undefined && issued < born)
  );
};

const isthmusBit = (country: string | undefined): number => {
  const at = country === undefined ? -1 : ISTHMUS.indexOf(country);
  return at < 0 ? 0 : 1 << at;
};

/** From Panama to Mexico, the countries of the northward chain (R3). */
const ISTHMUS = ['PA', 'CR', 'NI', 'HN', 'SV', 'GT', 'MX'];
