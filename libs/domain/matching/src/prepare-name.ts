import { canonical, compound } from './compound-words';
import type { EntryName } from './entry';
import { latinise } from './latinise';
import { fieldsOf, type Field, type Role } from './name-fields';
import { LAST_WORDS, PLACEHOLDERS } from './name-words';
import { respelt } from './respell';
import type { Token, Vocabulary } from './token';

/** A name taken apart for comparison. */
export interface PreparedName {
  /** The name as it was written, for the officer. */
  readonly shown: string;
  /** Telling words and initials. */
  readonly words: readonly Token[];
  readonly roles: readonly Role[];
  readonly quality: EntryName['quality'];
}

/** Words of a name that are looked at. */
export const MOST_WORDS = 16;
const LONGEST_WORD = 32;
const LONGEST_SHOWN = 320;

/** Takes a listed name apart; nothing when no word of it says anything (placeholders only). */
export const prepareEntryName = (
  name: EntryName,
  vocabulary: Vocabulary,
): PreparedName | undefined =>
  prepare(
    fieldsOf({ surname: name.surname, given: name.given, whole: name.full }),
    name.quality,
    vocabulary,
    name.surname || name.given ? undefined : name.full,
  );

/** Takes a traveller's name apart; FNU, LNU, XXX and the like are silence. */
export const prepareQueryName = (
  query: { surname?: string; given?: string; middle?: string; name?: string },
  vocabulary: Vocabulary,
): PreparedName | undefined => {
  const { surname, given, middle, name } = query;
  const fields = fieldsOf({ surname, given, middle, whole: name });
  const isWhole = ![surname, given, middle].some((field) => field?.trim());
  return prepare(fields, 'primary', vocabulary, isWhole ? name : undefined);
};

const prepare = (
  fields: readonly Field[],
  quality: EntryName['quality'],
  vocabulary: Vocabulary,
  whole: string | undefined,
): PreparedName | undefined => {
  const words: Token[] = [];
  const roles: Role[] = [];
  for (const { text, role } of fields) {
    const tokens = tokensOf(text, role, vocabulary);
    if (isTwice(words, tokens)) {
      roles.fill('unknown');
      continue;
    }
    for (const token of withoutEchoes(tokens, words, role)) {
      if (words.length >= MOST_WORDS) break;
      words.push(token);
      roles.push(role);
    }
  }
  if (words.length === 0) return undefined;
  const shown = whole?.slice(0, LONGEST_SHOWN) ?? fields.map(({ text }) => text.trim()).join(', ');
  // Neither list keeps room to grow: an index holds a million of them.
  return { shown: shown.trim(), words: words.slice(), roles: roles.slice(), quality };
};

/**
 * A word that the name has already (ALI, Mohammed Ali) says nothing more where others stand beside
 * it; which of them remain does not depend on their order.
 */
const withoutEchoes = (
  tokens: readonly Token[],
  before: readonly Token[],
  role: Role,
): readonly Token[] => {
  const fresh: Token[] = [];
  for (const token of tokens) {
    if (!before.some((word) => isSame(word, token)) && !fresh.some((word) => isSame(word, token))) {
      fresh.push(token);
    }
  }
  return fresh.length < (role === 'unknown' ? 2 : 1) ? tokens.slice(0, 2) : fresh;
};

/** Whether both fields hold the whole name, as some airlines fill them: which word is which is unknown. */
const isTwice = (words: readonly Token[], tokens: readonly Token[]): boolean =>
  words.length > 1 &&
  words.every((word) => tokens.some((token) => isSame(word, token))) &&
  tokens.every((token) => words.some((word) => isSame(word, token)));

const isSame = (a: Token, b: Token): boolean =>
  a.kind === 'strong' &&
  (a.variant === undefined ? a.folded === b.folded : a.variant === b.variant);

/**
 * The telling words of one field. Particles and forms of address are left out, unless nothing else
 * is there (the surname LE, the first name HAJI) or the word can end no phrase (the IL of JONG IL).
 */
const tokensOf = (text: string, role: Role, vocabulary: Vocabulary): readonly Token[] =>
  vocabulary.field(`${role} ${text}`, () => readWords(text, role, vocabulary));

const readWords = (text: string, role: Role, vocabulary: Vocabulary): Token[] => {
  const written = writtenWords(text, role);
  const all: Token[] = [];
  const names: Token[] = [];
  for (const { text: word, vowelless } of written) {
    const token = vocabulary.get(spelling(word, vowelless), vowelless);
    if (token.kind !== 'weak') names.push(token);
    if (names.length + all.length > 2 * MOST_WORDS) break;
    all.push(token);
  }
  const last = all[all.length - 1];
  if (names.length === 0) return all.map(({ text: word }) => vocabulary.asName(word));
  if (last?.kind === 'weak' && role !== 'surname' && LAST_WORDS.has(last.text)) {
    names.push(vocabulary.asName(last.text));
  }
  const first = all[0];
  if (names.length === 1 && role === 'unknown' && first && LAST_WORDS.has(first.text)) {
    names.unshift(vocabulary.asName(first.text));
  }
  return names;
};

/** The one spelling by which a word is known. */
const spelling = (word: string, vowelless: boolean): string => {
  const text = word.slice(0, LONGEST_WORD);
  if (vowelless) return canonical(text);
  let spelt = remembered.get(text);
  if (spelt === undefined) {
    spelt = canonical(respelt(text));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, spelt);
  }
  return spelt;
};

/** Spellings found out last, for manifests repeat words. */
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 20_000;

interface WrittenWord {
  readonly text: string;
  readonly vowelless: boolean;
}

/** The words of a field with compounds put together and placeholders left out. */
const writtenWords = (text: string, role: Role): WrittenWord[] => {
  const latin = latinise(text, role !== 'given');
  let from = 0;
  const words: WrittenWord[] = [];
  for (const { text: word, span } of compound(latin.map((each) => each.text))) {
    const vowelless = latin.slice(from, from + span).some((each) => each.vowelless);
    from += span;
    if (!PLACEHOLDERS.has(word)) words.push({ text: word, vowelless });
  }
  return words;
};

/** A word as it stands in the name, and the place among the telling words that it belongs to. */
export interface PlacedWord {
  readonly text: string;
  readonly at: number | undefined;
}

/**
 * All words of a name in the order written, particles included, for names written together. Only
 * made when a long word asks for it.
 */
export const placedWords = (name: PreparedName): PlacedWord[] => {
  const placed: PlacedWord[] = [];
  let next = 0;
  for (const { text, role } of fieldsOf({ whole: name.shown })) {
    const latin = latinise(text, role !== 'given');
    let from = 0;
    for (const { text: word, span } of compound(latin.map((each) => each.text))) {
      const pieces = latin.slice(from, from + span);
      const vowelless = pieces.some((each) => each.vowelless);
      const isNext = name.words[next]?.text === spelling(word, vowelless);
      const at = isNext ? next : undefined;
      if (isNext) next += 1;
      for (const piece of pieces) placed.push({ text: piece.text, at });
      from += span;
    }
  }
  return placed;
};
