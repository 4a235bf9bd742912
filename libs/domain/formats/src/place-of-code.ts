import { alpha2Of, findPlace, findPlaceByName, type Place, type PlaceRole } from '@vigia/manifest';

/**
 * Makes a place of a code or a name: three letters IATA, five a UN/LOCODE or one of our border
 * posts, anything else a name that the gazetteer may know. Unknown codes are kept as they came.
 */
export const placeOf = (text: string, role: PlaceRole): Place => {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return codedPlace(code, 'IATA', role);
  if (/^[A-Z]{2}[A-Z0-9]{3}$/.test(code) && alpha2Of(code.slice(0, 2))) {
    const record = findPlace(code);
    if (record) return codedPlace(code, record.scheme, role);
  }
  const named = findPlaceByName(text);
  if (named) return codedPlace(named.code, named.scheme, role);
  return /^[A-Z]{2}[A-Z0-9]{3}$/.test(code) && /^[A-Z0-9]{5}$/.test(text.trim())
    ? { code, scheme: 'LOCAL', role, ...countryOfPrefix(code) }
    : { name: text.trim(), role };
};

const countryOfPrefix = (code: string): { country?: string } => {
  const country = alpha2Of(code.slice(0, 2));
  return country ? { country } : {};
};

/** A place by code and scheme, with its country when the tables know it. */
export const codedPlace = (
  code: string,
  scheme: NonNullable<Place['scheme']>,
  role: PlaceRole,
): Place => {
  const country = findPlace(code, scheme)?.country;
  return { code, scheme, role, ...(country && { country }) };
};
