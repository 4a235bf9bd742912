import type { EntryName } from './entry';
import { latinise } from './latinise';
import { ABD, PARTICLES, PLACEHOLDERS } from './name-words';
import type { Token, Vocabulary } from './token';

/** Which field a word came from; `unknown` when the name was one field. */
export type Role = 'surname' | 'given' | 'unknown';

/** A name taken apart for comparison. */
export interface PreparedName {
  /** The name as it was written, for the officer. */
  readonly shown: string;
  /** Telling words and initials. */
  readonly words: readonly Token[];
  readonly roles: readonly Role[];
  readonly quality: EntryName['quality'];
}

const MOST_WORDS = 16;
const LONGEST_TEXT = 320;
const LONGEST_WORD = 32;

interface Part {
  text: string;
  role: Role;
}

/** Takes a listed name apart; nothing when no word of it says anything (placeholders only). */
export const prepareEntryName = (
  name: EntryName,
  vocabulary: Vocabulary,
): PreparedName | undefined =>
  prepareParts(partsOf(name.surname, name.given, undefined, name.full), name.quality, vocabulary);

/** Takes a traveller's name apart; FNU, LNU, XXX and the like are silence. */
export const prepareQueryName = (
  query: { surname?: string; given?: string; middle?: string; name?: string },
  vocabulary: Vocabulary,
): PreparedName | undefined =>
  prepareParts(
    partsOf(query.surname, query.given, query.middle, query.name),
    'primary',
    vocabulary,
  );

const partsOf = (surname?: string, given?: string, middle?: string, whole?: string): Part[] => {
  const parts: Part[] = [];
  if (surname) parts.push({ text: surname, role: 'surname' });
  if (given) parts.push({ text: given, role: 'given' });
  if (middle) parts.push({ text: middle, role: 'given' });
  if (parts.length > 0 || !whole) return parts;
  const comma = whole.indexOf(',');
  const chevrons = whole.indexOf('<<');
  if (chevrons > 0) return partsOf(whole.slice(0, chevrons), whole.slice(chevrons + 2));
  if (comma > 0) return partsOf(whole.slice(0, comma), whole.slice(comma + 1));
  return [{ text: whole, role: 'unknown' }];
};

const prepareParts = (
  parts: readonly Part[],
  quality: EntryName['quality'],
  vocabulary: Vocabulary,
): PreparedName | undefined => {
  const words: Token[] = [];
  const roles: Role[] = [];
  const weak: { token: Token; role: Role }[] = [];
  for (const { text, role } of parts) {
    const { text: latin, vowelless } = latinise(text.slice(0, LONGEST_TEXT));
    for (const word of compound(latin.split(' ').filter(Boolean))) {
      if (PLACEHOLDERS.has(word)) continue;
      const token = vocabulary.get(canonical(word.slice(0, LONGEST_WORD)), vowelless);
      if (token.kind === 'weak') weak.push({ token, role });
      else if (words.length < MOST_WORDS) {
        words.push(token);
        roles.push(role);
      }
    }
  }
  // A name of nothing but particles and titles has only them to go by.
  if (words.length === 0) {
    for (const { token, role } of weak.slice(0, MOST_WORDS)) {
      words.push(token);
      roles.push(role);
    }
  }
  if (words.length === 0) return undefined;
  const shown = parts.map((part) => part.text.slice(0, LONGEST_TEXT).trim()).join(', ');
  return { shown, words, roles, quality };
};

const DIN = new Set([
  'DIN',
  'DEEN',
  'DINE',
  'UDDIN',
  'EDDIN',
  'EDDINE',
  'ADDIN',
  'UDDEEN',
  'DDIN',
  'ALDIN',
  'ALDYN',
  'ALDN',
]);
const ARTICLES = new Set('AL EL UL IL AR ER UR AS ES US AZ EZ AN EN AD ED UD AT ASH'.split(' '));

/** Joins ABD + AL + RAHMAN and NUR + AL + DIN, which one list writes apart and the next together. */
const compound = (words: readonly string[]): string[] => {
  const out: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (ABD.has(word) && next !== undefined) {
      let end = at + 1;
      while (end < words.length - 1 && ARTICLES.has(words[end] ?? '')) end += 1;
      const served = words[end] ?? '';
      if (served.length > 2 && !PARTICLES.has(served)) {
        out.push(/^(AL)?LA?H$/.test(served) ? 'ABDULLAH' : `ABD${served}`);
        at = end;
        continue;
      }
    }
    if (DIN.has(word) && out.length > 0) {
      while (out.length > 1 && ARTICLES.has(out[out.length - 1] ?? '')) out.pop();
      const stem = out[out.length - 1] ?? '';
      if (stem.length >= 3 && !PARTICLES.has(stem)) {
        out[out.length - 1] = `${stem}DIN`;
        continue;
      }
    }
    out.push(word);
  }
  return out;
};

/** One spelling for ABDELRAHMAN, ABDURRAHMAN, ABDUL-RAHMAN and for NUREDDIN, NOURUDDIN. */
export const canonical = (word: string): string => {
  if (/^C?ABD/.test(word) && !/^C?ABD[AEIOU]{0,2}L{1,2}[AEO]/.test(word)) {
    const served = /^C?ABD[AEIOU]{1,2}(?:L(?=[^L])|([RSTZNDJ])(?=\1))?([A-Z]{4,})$/.exec(word)?.[2];
    if (served) return `ABD${served}`;
  }
  if (
    /^C?ABD[AEIOU]{1,2}L[AEO]/.test(word) &&
    !/^C?ABD[AEIOU]{1,2}L{1,2}A(H|HI|Y|YE)?$/.test(word)
  ) {
    const served = /^C?ABD[AEIOU]{1,2}L([AEO][A-Z]{3,})$/.exec(word)?.[1];
    if (served) return `ABD${served}`;
  }
  const stem = /^([A-Z]{3,}?)(?:[AEIOU]{1,2})(?:DD|LD|D)(?:I|EE|Y)NE?$/.exec(word)?.[1];
  return stem !== undefined && /[AEIOU]/.test(stem) ? `${stem}DIN` : word;
};
