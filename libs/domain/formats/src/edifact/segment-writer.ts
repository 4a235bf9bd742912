import { transliterate } from '../mrz/transliterate';
import { DEFAULT_SERVICE, type ServiceCharacters } from './segment';

/** Syntax identifiers that can be written: UNOA and UNOB in ASCII, UNOC in Latin-1, UNOW in UTF-8. */
export type WrittenSyntax = 'UNOA' | 'UNOB' | 'UNOC' | 'UNOW';

/** A component, or an element of components; empty ones at the end are left out. */
export type WrittenElement = string | readonly (string | undefined)[] | undefined;

/**
 * Writes segments with any service characters: data is brought into the repertoire of the syntax,
 * separators in it are released, and nothing is released that need not be.
 */
export class SegmentWriter {
  readonly service: ServiceCharacters;
  private readonly segments: string[] = [];
  private readonly special: ReadonlySet<string>;

  constructor(
    service: Partial<ServiceCharacters>,
    private readonly syntax: WrittenSyntax,
  ) {
    this.service = { ...DEFAULT_SERVICE, ...service };
    const { component, element, release, repetition, terminator } = this.service;
    const used = [component, element, release, terminator, repetition];
    this.special = new Set(used.filter((character) => character !== ' '));
  }

  /** How many segments have been written. */
  get count(): number {
    return this.segments.length;
  }

  put(tag: string, ...elements: WrittenElement[]): void {
    const { component, element, terminator } = this.service;
    const texts = elements.map((value) => {
      const components = typeof value === 'string' || value === undefined ? [value] : value;
      const written = components.map((text) => this.written(text ?? ''));
      while (written.length > 1 && written[written.length - 1] === '') written.pop();
      return written.join(component);
    });
    while (texts.length > 0 && texts[texts.length - 1] === '') texts.pop();
    this.segments.push([tag, ...texts].join(element) + terminator);
  }

  /** The service string advice of these characters. */
  una(): string {
    const { component, element, decimal, release, repetition, terminator } = this.service;
    return `UNA${component}${element}${decimal}${release}${repetition}${terminator}`;
  }

  toString(): string {
    return this.segments.join('');
  }

  private written(text: string): string {
    // A reader drops line breaks and control characters, so they may not be written.

    const clean = this.inRepertoire(text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')).trim();
    let result = '';
    for (const character of clean) {
      result += this.special.has(character) ? this.released(character) : character;
    }
    return result;
  }

  /** Without a release character a separator in data can only be left out. */
  private released(character: string): string {
    const { release } = this.service;
    return release === ' ' ? '' : release + character;
  }

  private inRepertoire(text: string): string {
    switch (this.syntax) {
      case 'UNOW':
        return text;
      case 'UNOC':
        return [...text]
          .map((c) => (c <= '\u00ff' ? c : transliterate(c).replace(/[^\u0020-\u00ff]/g, '')))
          .join('');
      case 'UNOB':
        return [...text]
          .map((c) => (c <= '~' ? c : transliterate(c).replace(/[^\u0020-\u007e]/g, '')))
          .join('');
      case 'UNOA':
        return transliterate(text.replace(/@/g, ' AT ')).replace(
          /[^A-Z0-9 .,\-()/=!"%&*;<>'+:?_]/g,
          '',
        );
    }
  }
}

/** `CCYY-MM-DD` or a local time without separators. */
export const digitsOf = (iso: string): string => iso.replace(/[-T:]/g, '');

/** A date or local time for DTM: two-digit years in this century, four otherwise. */
export const dtm = (qualifier: string, iso: string): string[] => {
  const digits = digitsOf(iso);
  const time = digits.length === 12;
  return iso.startsWith('20')
    ? [qualifier, digits.slice(2), ...(time ? ['201'] : [])]
    : [qualifier, digits, time ? '203' : '102'];
};
