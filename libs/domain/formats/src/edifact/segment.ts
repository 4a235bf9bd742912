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

/**
 * One segment. Its values are cut out of the text when somebody asks for them: most segments are
 * asked for two or three, so taking every one apart beforehand would be most of the work.
 */
export class Segment {
  /** Position in its message, UNH being 1; 0 outside messages. */
  index = 0;

  /**
   * `text` from `start` to `end` is the segment without its terminator; the separators are
   * those in force. `split` holds the values when release characters or a character set had to be
   * undone; without it no value needs that.
   */
  constructor(
    readonly tag: string,
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    private readonly separators: Separators,
    private split?: string[][],
  ) {}

  /** As it came, without the terminator. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Elements of components, without release characters; element 0 is the tag. */
  get elements(): string[][] {
    if (this.split) return this.split;
    const { component, element } = this.separators.characters;
    this.split = this.raw.split(element).map((components) => components.split(component));
    return this.split;
  }

  /** True when there is no element `n`. */
  endsBefore(n: number): boolean {
    if (this.split) return this.split.length <= n;
    let left = n;
    for (let at = this.start; at < this.end && left > 0; at += 1) {
      if (this.text.charCodeAt(at) === this.separators.element) left -= 1;
    }
    return left > 0;
  }

  /** The components of element `n`, without blanks at the ends; none when there is no such element. */
  components(n: number): string[] {
    if (this.split) return (this.split[n] ?? []).map((text) => text.trim());
    const { text, end } = this;
    const { component, element } = this.separators;
    let at = this.start;
    for (let elements = n; elements > 0; at += 1) {
      if (at >= end) return [];
      if (text.charCodeAt(at) === element) elements -= 1;
    }
    const components: string[] = [];
    for (let from = at; ; at += 1) {
      const code = at < end ? text.charCodeAt(at) : element;
      if (code !== component && code !== element) continue;
      components.push(cut(text, from, at));
      if (code === element) return components;
      from = at + 1;
    }
  }

  /** Component `m` (from 1) of element `n`, without blanks at the ends; empty when absent. */
  value(n: number, m: number): string {
    if (this.split) return this.split[n]?.[m - 1]?.trim() ?? '';
    const { text, end } = this;
    const { component, element } = this.separators;
    let at = this.start;
    for (let elements = n; elements > 0; at += 1) {
      if (at >= end) return '';
      if (text.charCodeAt(at) === element) elements -= 1;
    }
    for (let components = m; components > 1; at += 1) {
      const code = at < end ? text.charCodeAt(at) : element;
      if (code === element) return '';
      if (code === component) components -= 1;
    }
    const from = at;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === component || code === element) break;
    }
    return cut(text, from, at);
  }
}

const BLANK = 32;

/** Trimming is dearer than cutting, and hardly any value has blanks at its ends. */
const cut = (text: string, from: number, to: number): string => {
  if (from === to) return '';
  const plain = text.charCodeAt(from) > BLANK && text.charCodeAt(to - 1) > BLANK;
  return plain ? text.slice(from, to) : text.slice(from, to).trim();
};

/** The character codes that part components and elements, and the characters themselves. */
export interface Separators {
  component: number;
  element: number;
  characters: Pick<ServiceCharacters, 'component' | 'element'>;
}

/** Component `m` (from 1) of element `n` (from 1 after the tag), without blanks at the ends. */
export const part = (segment: Segment, n: number, m = 1): string => segment.value(n, m);
