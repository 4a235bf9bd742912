/** The service characters in force, as in UNA. A blank release or repetition means: none in use. */
export interface ServiceCharacters {
  component: string;
  element: string;
  decimal: string;
  release: string;
  repetition: string;
  terminator: string;
}

/** ISO 9735 level A: what holds without UNA. */
export const DEFAULT_SERVICE: ServiceCharacters = {
  component: ':',
  element: '+',
  decimal: '.',
  release: '?',
  repetition: ' ',
  terminator: "'",
};

/** One segment: elements of components, already without release characters; element 0 is the tag. */
export interface Segment {
  tag: string;
  elements: string[][];
  /** Position in its message, UNH being 1; 0 outside messages. */
  index: number;
  /** As it came, without the terminator. */
  raw: string;
}

/** Component `m` (from 1) of element `n` (from 1 after the tag), without blanks at the ends. */
export const part = (segment: Segment, n: number, m = 1): string =>
  segment.elements[n]?.[m - 1]?.trim() ?? '';
