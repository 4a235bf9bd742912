/** An element with its own text, entities decoded and spaces collapsed, and its child elements. */
export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

/** Elements within elements; the UN list needs five. */
const DEEPEST = 32;
/** Characters of the largest wanted element, and of the longest piece of markup. */
const LARGEST = 1_000_000;

/**
 * Gives out the wanted elements of an XML text one by one, in whatever pieces the text comes. A
 * document type declaration is refused, and with it every entity of the file's own (entity bombs,
 * external files); depth and size are bounded. Attributes are left aside. After a problem nothing
 * more comes.
 */
export class XmlElements {
  /** Why the file is not read any further. */
  problem: 'forbidden' | 'broken' | undefined;
  private text = '';
  private readonly path: string[] = [];
  private readonly open: XmlElement[] = [];
  private size = 0;
  private hasRoot = false;

  constructor(private readonly wanted: ReadonlySet<string>) {}

  /** Whether the outermost element has been closed. */
  get isClosed(): boolean {
    return this.hasRoot && this.path.length === 0;
  }

  push(piece: string): XmlElement[] {
    if (this.problem) return [];
    this.text += piece;
    const found: XmlElement[] = [];
    let at = 0;
    while (!this.problem) {
      const start = this.text.indexOf('<', at);
      const end = start < 0 ? -1 : endOfMarkup(this.text, start);
      // An entity or a tag may go on in the next piece.
      if (end < 0) break;
      this.addText(this.text.slice(at, start), false);
      const element = this.take(this.text.slice(start, end));
      if (element) found.push(element);
      at = end;
    }
    this.text = this.text.slice(at);
    if (this.text.length > LARGEST) this.problem ??= 'broken';
    if (this.problem) this.text = '';
    return found;
  }

  private take(markup: string): XmlElement | undefined {
    if (markup.startsWith('<![CDATA[')) this.addText(markup.slice(9, -3), true);
    else if (markup.startsWith('<!--') || markup.startsWith('<?')) return undefined;
    else if (markup.startsWith('<!')) this.problem = 'forbidden';
    else if (markup.startsWith('</')) return this.close(markup.slice(2, -1).trim());
    else this.begin(markup.slice(1, -1));
    if (markup.endsWith('/>') && !markup.startsWith('<!'))
      return this.close(this.path.at(-1) ?? '');
    return undefined;
  }

  private begin(content: string): void {
    const name = /^[^\s/]+/.exec(content)?.[0] ?? '';
    this.path.push(name);
    this.hasRoot = true;
    if (this.path.length > DEEPEST) this.problem = 'forbidden';
    if (name === '') this.problem ??= 'broken';
    const parent = this.open.at(-1);
    if (!parent && !this.wanted.has(name)) return;
    if (!parent) this.size = 0;
    const element = { name, text: '', children: [] };
    parent?.children.push(element);
    this.open.push(element);
  }

  private close(name: string): XmlElement | undefined {
    if (this.path.pop() !== name) {
      this.problem = 'broken';
      return undefined;
    }
    const element = this.open.pop();
    if (!element) return undefined;
    element.text = element.text.replace(/\s+/g, ' ').trim();
    return this.open.length === 0 ? element : undefined;
  }

  private addText(text: string, isLiteral: boolean): void {
    const element = this.open.at(-1);
    if (!element || text === '') return;
    this.size += text.length;
    if (this.size > LARGEST) this.problem = 'forbidden';
    else element.text += isLiteral ? text : decode(text);
  }
}

/** Where the markup that starts here ends, or -1 while that cannot be told. */
const endOfMarkup = (text: string, start: number): number => {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (text.startsWith(opening, start)) {
      const end = text.indexOf(closing, start + opening.length);
      return end < 0 ? -1 : end + closing.length;
    }
    if (opening.startsWith(text.slice(start)) && text.length - start < opening.length) return -1;
  }
  const end = text.indexOf('>', start);
  return end < 0 ? -1 : end + 1;
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Only the five entities of XML itself and numbers; any other stays as it is written. */
const decode = (text: string): string =>
  text.replace(/&(#x?[0-9a-f]{1,7}|[a-z]{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
