import { DEFAULT_SERVICE, type ServiceCharacters } from './segment';

/** Where the next interchange begins in the text (at its UNB) and the characters it uses. */
export interface InterchangeStart {
  at: number;
  service: ServiceCharacters;
}

const START =
  /UNA([^])([^])([^])([^])([^])(?:([^])[ \t\n]*|[ \t\n]*)(?=UNB\2)|UNB(?=[^A-Za-z0-9 ])/g;
/** ISO 9735 level B sends information separators instead of printable characters. */
const LEVEL_B: ServiceCharacters = {
  ...DEFAULT_SERVICE,
  component: '\u001f',
  element: '\u001d',
  terminator: '\u001c',
};

/** How much of the end of a chunk may still become a UNA or UNB when more text comes. */
export const LONGEST_START = 64;

/**
 * Finds the next UNA or UNB from `from` on, past address lines, mail headers and other noise
 * (formats 1.3). UNA is read by position and counts only when UNB with its separator follows.
 */
export const findInterchange = (text: string, from: number): InterchangeStart | undefined => {
  START.lastIndex = from;
  for (let match = START.exec(text); match; match = START.exec(text)) {
    const at = match[0].startsWith('UNA') ? START.lastIndex : match.index;
    const service = match[1] === undefined ? withoutUna(text, at) : fromUna(match);
    if (service) return { at, service };
  }
  return undefined;
};

const fromUna = (match: RegExpExecArray): ServiceCharacters | undefined => {
  const [, component = '', element = '', decimal = '', release = '', fifth = '', sixth] = match;
  // Some senders drop the blank that stands for the repetition separator: five characters, not six.
  const repetition = sixth === undefined ? ' ' : fifth;
  const terminator = sixth ?? fifth;
  const separators = [component, element, terminator];
  const distinct = new Set(separators).size === 3;
  return distinct && !separators.some((character) => /[A-Za-z0-9]/.test(character))
    ? { component, element, decimal, release, repetition, terminator }
    : undefined;
};

const withoutUna = (text: string, at: number): ServiceCharacters | undefined => {
  const head = text.slice(at + 3, at + 10);
  if (head.startsWith('\u001d')) return LEVEL_B;
  if (!/^\+[A-Za-z0-9]{3,4}[:+]/.test(head)) return undefined;
  // A private dialect ends its segments with a quotation mark and sends no UNA.
  return head.startsWith('+SIRE') ? { ...DEFAULT_SERVICE, terminator: '"' } : DEFAULT_SERVICE;
};
