import type { Doc, Manifest, Traveller } from '@vigia/manifest';

/** Why a traveller's alert belongs to the protection inbox. */
export type ProtectionFlag =
  'unaccompaniedMinor' | 'ageUnknownAlone' | 'refugeeDocument' | 'missingPerson';

/** Codes of ICAO Doc 9303 part 3 section 5: stateless person, refugee, other refugee. */
const REFUGEE_CODES = new Set(['XXA', 'XXB', 'XXC']);

const ADULT_YEARS = 18;

/**
 * What a list tells of a traveller's need for protection. Age serves help here and never risk
 * (safeguards 1 and 5): a minor, or somebody of unknown age, whom no adult of the same booking,
 * contact or family accompanies; and holders of documents issued to refugees or stateless persons.
 *
 * @param on day of travel, `YYYY-MM-DD`
 */
export const protectionFlags = (
  manifest: Pick<Manifest, 'travellers'>,
  traveller: Traveller,
  on: string,
): ProtectionFlag[] => {
  const flags: ProtectionFlag[] = [];
  if (isRefugee(traveller)) flags.push('refugeeDocument');
  const years = ageOn(traveller.dateOfBirth, on);
  if (traveller.role === 'passenger' && (years === undefined || years < ADULT_YEARS)) {
    const accompanied = manifest.travellers.some(
      (other) =>
        other !== traveller &&
        (ageOn(other.dateOfBirth, on) ?? 0) >= ADULT_YEARS &&
        travelTogether(traveller, other),
    );
    if (!accompanied) flags.push(years === undefined ? 'ageUnknownAlone' : 'unaccompaniedMinor');
  }
  return flags;
};

/**
 * Completed years on a day, both ISO dates; for a year alone the youngest possible age, so that a
 * child is never taken for an adult. Undefined when the birth date is unknown or after the day.
 */
export const ageOn = (dateOfBirth: string | undefined, on: string): number | undefined => {
  if (!dateOfBirth || !/^\d{4}/.test(dateOfBirth)) return undefined;
  const born = dateOfBirth.length === 10 ? dateOfBirth : `${dateOfBirth.slice(0, 4)}-12-31`;
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  const completed = on.slice(5) >= born.slice(5) ? years : years - 1;
  return completed < 0 ? undefined : completed;
};

const isRefugee = ({ nationality, documents }: Traveller): boolean =>
  REFUGEE_CODES.has(nationality ?? '') ||
  documents.some((document: Doc) => REFUGEE_CODES.has(document.issuer ?? ''));

/** Same booking, a shared contact, or a shared surname over the same stretch. */
const travelTogether = (one: Traveller, other: Traveller): boolean => {
  const { locator } = one.refs;
  if (locator && other.refs.locator) return locator === other.refs.locator;
  const contacts = new Set(one.contacts.map(({ value }) => value));
  if (other.contacts.some(({ value }) => contacts.has(value))) return true;
  const sameStretch =
    one.embark?.code === other.embark?.code && one.disembark?.code === other.disembark?.code;
  const surnames = new Set(wordsOf(one.name.surname));
  return sameStretch && wordsOf(other.name.surname).some((word) => surnames.has(word));
};

const wordsOf = (surname: string): string[] =>
  surname
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2);
