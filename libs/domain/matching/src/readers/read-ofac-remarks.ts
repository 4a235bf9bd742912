import { alpha3, isCountry } from '../countries';
import type { EntryName, ListedDocument } from '../entry';
import { readDate } from './read-date';

/** What the free text of an OFAC entry says about a person. */
export interface OfacRemarks {
  datesOfBirth: string[];
  placesOfBirth: string[];
  nationalities: string[];
  documents: ListedDocument[];
  aliases: EntryName[];
  sex?: 'M' | 'F';
  /** Birth dates that could not be read. */
  unreadable: string[];
}

/** Labels of identity documents, longest first, with the type we write: P passport, I identity card, D other. */
const DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:Stateless Person |Diplomatic |National Overseas |Service |Special )?Passport(?: Booklet:?| Card:?)?(?: No\.| Number)?/i,
    'P',
  ],
  [/^(?:Travel Document|Laissez-?Passer|Refugee Travel Document)(?: Number| No\.)?/i, 'T'],
  [
    /^(?:National ID No\.|National Foreign ID Number|Identification Number|Personal ID Card|Tazkira National ID Card|Turkish Identification Number|National ID|Numero de Identidad|Citizen's Card Number|Stateless Person ID Card|Refugee ID Card|Residency Number|British National Overseas Passport)/i,
    'I',
  ],
  [
    /^(?:Cedula No\.|Cedula de Ciudadania|Cedula de Residencia|C\.U\.R\.P\.|CURP|D\.N\.I\.|C\.U\.I\.P?\.|C\.I\.|N\.I\.E\.|I\.F\.E\.|LE Number|Credencial electoral|Electoral Registry No\.|SSN|C\.U\.I\.T\.|R\.U\.N\.)/i,
    'I',
  ],
  [
    /^(?:Driver's License No\.|Tax ID No\.|R\.F\.C\.|RFC|RTN|NIT #?|Servicio Militar Nacional|Birth Certificate Number|VisaNumberID|Pilot License Number|Registration (?:ID|Number)|Tarjeta Profesional|Matricula Mercantil No\.?|Romanian Permanent Resident|Military Registration Number|Identification Document)/i,
    'D',
  ],
];

/** Characters of the longest clause that is looked at; real ones stay below 300. */
const LONGEST_CLAUSE = 1000;

/**
 * Parses the remarks of an OFAC SDN entry: birth dates with alternatives, ranges and "circa";
 * places of birth; nationality and citizenship; passports and other papers with issuer; sex; weak
 * aliases in quotation marks.
 */
export const readOfacRemarks = (remarks: string): OfacRemarks => {
  const found: OfacRemarks = {
    datesOfBirth: [],
    placesOfBirth: [],
    nationalities: [],
    documents: [],
    aliases: [],
    unreadable: [],
  };
  for (const clause of clausesOf(remarks)) readClause(clause, found);
  return found;
};

/** Clauses end at `;`, but not within the quotation marks of an alias. */
const clausesOf = (remarks: string): string[] =>
  remarks
    .replace(/\.\s*$/, '')
    .split(/;\s*/)
    .map((clause) =>
      clause
        .trim()
        .replace(/^\(?(?:alt\.|alternate|or)\s+/i, '')
        .trim(),
    )
    .filter((clause) => clause.length > 0 && clause.length <= LONGEST_CLAUSE);

const readClause = (clause: string, found: OfacRemarks): void => {
  const inner = /^\(?Following data derived from .*?:\s*(.*?)\)?$/i.exec(clause)?.[1];
  if (inner !== undefined) return readClause(inner.replace(/^alt\.\s*/i, ''), found);
  const dob = /^DOB:?\s+(.+)$/i.exec(clause)?.[1];
  if (dob !== undefined) return readBirthDate(dob, found);
  const place = /^POB:?\s+(.+)$/i.exec(clause)?.[1];
  if (place !== undefined) return void found.placesOfBirth.push(place);
  const nationality = /^(?:nationality|citizen)(?: of)?\s+(.+)$/i.exec(clause)?.[1];
  if (nationality !== undefined) return addOnce(found.nationalities, alpha3(nationality));
  const sex = /^Gender\s+(M|F)/i.exec(clause)?.[1];
  if (sex !== undefined) {
    found.sex = sex.toUpperCase() === 'M' ? 'M' : 'F';
    return;
  }
  const alias = /^(?:a\.k\.a\.|f\.k\.a\.|n\.k\.a\.)\s+'?(.+?)'?$/i.exec(clause)?.[1];
  if (alias !== undefined) return void found.aliases.push(nameOf(alias, 'weak'));
  readDocument(clause, found);
};

const readBirthDate = (text: string, found: OfacRemarks): void => {
  const date = readDate(text.replace(/\s*\(.*\)$/, ''));
  if (date) addOnce(found.datesOfBirth, date);
  else found.unreadable.push(text);
};

const readDocument = (clause: string, found: OfacRemarks): void => {
  for (const [label, type] of DOCUMENTS) {
    const match = label.exec(clause);
    if (!match) continue;
    const rest = clause
      .slice(match[0].length)
      .replace(/^[:#\s]+/, '')
      .trim();
    const country = /\(([^)]+)\)/.exec(rest)?.[1];
    const bare = rest
      .replace(/\(.*$/, '')
      .replace(/\s+(?:issued|expires|valid|is )\b.*$/i, '')
      .trim();
    // "Passport AF465508 Colombia": an issuer without brackets.
    const trailing = /^(\S+)\s+([A-Z][a-z][A-Za-z ]+)$/.exec(bare);
    const loose = trailing && isCountry(trailing[2] ?? '') ? trailing : undefined;
    const number = loose?.[1] ?? bare;
    if (!/\d/.test(number)) return;
    const issuer = country && !/^(?:private|expired)/i.test(country) ? country : loose?.[2];
    found.documents.push({ type, number, ...(issuer ? { country: alpha3(issuer) } : {}) });
    return;
  }
};

/** OFAC writes `SURNAME, Given`; a name without a comma is one field. */
export const nameOf = (name: string, quality: EntryName['quality']): EntryName => {
  const comma = name.indexOf(',');
  const text = name.trim();
  if (comma <= 0) return { full: text, quality };
  const [surname, given] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
  return given ? { full: text, surname, given, quality } : { full: text, surname, quality };
};

const addOnce = (list: string[], value: string): void => {
  if (value && !list.includes(value)) list.push(value);
};
