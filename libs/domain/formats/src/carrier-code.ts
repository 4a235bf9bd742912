import type { Carrier, Mode } from '@vigia/manifest';

/** The scheme that a carrier's code belongs to: by air IATA (2) or ICAO (3 letters), else LOCAL. */
export const carrierScheme = (code: string, mode: Mode): Carrier['scheme'] => {
  if (mode !== 'air') return 'LOCAL';
  if (/^(?!\d\d)[A-Z0-9]{2}$/.test(code)) return 'IATA';
  return /^[A-Z]{3}$/.test(code) ? 'ICAO' : 'LOCAL';
};

const FLIGHT = /^((?!\d\d)[A-Z0-9]{2}|[A-Z]{3})[\s-]*(\d{1,4}[A-Z]?)$/;

/**
 * Takes a journey number apart (formats 2.3): the carrier's own code is taken off the front; when
 * no carrier is named, a designator before one to four digits is the carrier.
 */
export const splitJourney = (
  journeyId: string,
  carrierCode: string,
): { carrier: string; number?: string } => {
  const strip = (text: string): string => text.replace(/^[\s-]*0*(?=\w)/, '').trim();
  if (carrierCode) {
    const rest = journeyId.startsWith(carrierCode)
      ? journeyId.slice(carrierCode.length)
      : journeyId;
    const number = strip(rest);
    return number ? { carrier: carrierCode, number } : { carrier: carrierCode };
  }
  const match = FLIGHT.exec(journeyId);
  return match ? { carrier: match[1] ?? '', number: strip(match[2] ?? '') } : { carrier: '' };
};
