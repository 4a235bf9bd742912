import { deriveId } from './ids';
import type { Doc, Manifest, Traveller } from './manifest';

/** Letters and digits of a document number, upper case: what two spellings of one number share. */
export const documentNumberKey = (number: string): string =>
  PLAIN.test(number) ? number : number.toUpperCase().replace(/[^A-Z0-9]/g, '');

const PLAIN = /^[A-Z0-9]*$/;

/**
 * A name reduced to what survives accents, case, punctuation and order: sorted words of A–Z.
 * Scripts other than Latin are kept as they are.
 */
export const nameKey = (name: Traveller['name']): string => {
  const { surname, given = '', middle = '' } = name;
  const whole = `${surname} ${given} ${middle}`;
  const words = WORDS.test(whole) ? whole.split(' ') : wordsOf(whole);
  return inOrder(words).join(' ');
};

const wordsOf = (name: string): string[] => {
  const plain = ASCII.test(name) ? name : name.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.toUpperCase().split(ASCII.test(plain) ? /[^A-Z0-9]+/ : /[^\p{L}\p{N}]+/u);
};

/** The words sorted, without empty ones. A handful is put in order as they come: sorting costs more. */
const inOrder = (words: readonly string[]): string[] => {
  if (words.length > A_HANDFUL) return words.filter(Boolean).sort();
  const sorted: string[] = [];
  for (const word of words) {
    if (!word) continue;
    let at = sorted.length;
    for (; at > 0 && (sorted[at - 1] ?? '') > word; at -= 1) sorted[at] = sorted[at - 1] ?? '';
    sorted[at] = word;
  }
  return sorted;
};

const A_HANDFUL = 16;

/** What most names are made of already. */
const WORDS = /^[A-Z0-9 ]*$/;

/** Most names: no letter beyond ASCII, so that nothing is to be taken apart. */
const ASCII = /^[\x20-\x7e]*$/;

/** `d:<issuer>:<number>` for a document, or nothing when the issuer is unknown: equal numbers of two issuers are two documents. */
export const documentKey = (document: Doc): string | undefined => {
  const number = documentNumberKey(document.number);
  return document.issuer && number.length >= 4 ? `d:${document.issuer}:${number}` : undefined;
};

/**
 * The keys under which this traveller's other legs are found: every document (issuer and number),
 * and name with full birth date. Strongest first; empty when nothing identifies the person.
 */
export const identityKeys = (traveller: Traveller, name = nameKey(traveller.name)): string[] => {
  const keys = traveller.documents.map(documentKey).filter((key) => key !== undefined);
  const born = bornKey(traveller, name);
  return [...new Set(born ? [...keys, born] : keys)];
};

const bornKey = ({ dateOfBirth }: Traveller, name: string): string | undefined =>
  name && dateOfBirth?.length === 10 ? `n:${name}:${dateOfBirth}` : undefined;

/** The first of the identity keys, without making the others. */
const strongestKey = (traveller: Traveller, name: string): string | undefined => {
  for (const document of traveller.documents) {
    const key = documentKey(document);
    if (key) return key;
  }
  return bornKey(traveller, name);
};

/**
 * Names one run of one conveyance: carrier, journey number and first departure date, e.g.
 * `SU:SU150:2026-11-20`. Versions and parts of one list share it, so it keys their records.
 */
export const conveyanceKey = (
  manifest: Pick<Manifest, 'carrier' | 'conveyance' | 'itinerary'>,
): string => {
  const departure = manifest.itinerary[0]?.departureLocal?.slice(0, 10) ?? 'undated';
  return [manifest.carrier.code, manifest.conveyance.journeyId, departure].join(':').toUpperCase();
};

/**
 * The id of one traveller on one conveyance: the same person on a repeated or corrected list keeps
 * it. A traveller whom nothing identifies is told apart by the place in the list.
 */
export const travellerId = (
  conveyance: string,
  traveller: Traveller,
  name = nameKey(traveller.name),
): string =>
  deriveId(
    'traveller',
    conveyance,
    strongestKey(traveller, name) ?? `seq:${traveller.seq}:${name}`,
  );
