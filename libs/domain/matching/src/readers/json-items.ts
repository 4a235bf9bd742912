/** The text of one top-level object and its place: number in an array, or line; `text` is absent for a broken one. */
export interface JsonItem {
  row: number;
  text?: string;
  problem?: 'broken' | 'tooLarge' | 'cut';
}

/** Characters of the largest object. */
const LARGEST_ITEM = 1_000_000;

/** JSON lines, in whatever pieces the text comes; blank lines are left out. */
export class JsonLines {
  private text = '';
  private line = 0;
  private dropping = false;

  push(piece: string): JsonItem[] {
    const lines = (this.text + piece).split('\n');
    this.text = lines.pop() ?? '';
    const found = lines.flatMap((line) => this.take(line));
    if (this.text.length <= LARGEST_ITEM) return found;
    this.text = '';
    if (this.dropping) return found;
    this.dropping = true;
    return [...found, { row: this.line + 1, problem: 'tooLarge' }];
  }

  end(): JsonItem[] {
    const last = this.take(this.text);
    this.text = '';
    return last.map((item) =>
      item.text !== undefined && !isJson(item.text) ? { row: item.row, problem: 'cut' } : item,
    );
  }

  private take(line: string): JsonItem[] {
    this.line += 1;
    if (this.dropping) {
      this.dropping = false;
      return [];
    }
    const text = line.replace(/^\ufeff/, '').trim();
    return text === '' ? [] : [{ row: this.line, text }];
  }
}

/** The objects of one JSON array, in whatever pieces the text comes. */
export class JsonArray {
  private text = '';
  private at = 0;
  private start = -1;
  private depth = 0;
  private row = 0;
  private inString = false;
  private dropping = false;
  private state: 'before' | 'within' | 'after' = 'before';

  push(piece: string): JsonItem[] {
    this.text += piece;
    const found: JsonItem[] = [];
    for (; this.at < this.text.length; this.at += 1) {
      const item = this.step(this.text[this.at] ?? '');
      if (item) found.push(item);
    }
    const from = this.start < 0 ? this.text.length : this.start;
    if (this.text.length - from > LARGEST_ITEM) {
      if (!this.dropping) found.push({ row: this.row, problem: 'tooLarge' });
      this.dropping = true;
      this.start = this.text.length;
    }
    const kept = this.start < 0 ? this.text.length : this.start;
    this.text = this.text.slice(kept);
    this.at -= kept;
    if (this.start >= 0) this.start = 0;
    return found;
  }

  end(): JsonItem[] {
    return this.state === 'after' ? [] : [{ row: this.row + 1, problem: 'cut' }];
  }

  private step(character: string): JsonItem | undefined {
    if (this.inString) {
      if (character === '\\') this.at += 1;
      else if (character === '"') this.inString = false;
      return undefined;
    }
    if (character === '"') this.inString = true;
    else if (character === '{' || character === '[') this.open(character);
    else if (character === '}' || character === ']') return this.close(character);
    return undefined;
  }

  private open(character: string): void {
    if (this.state === 'before') {
      this.state = 'within';
      return;
    }
    if (this.state === 'within' && this.depth === 0 && character === '{') {
      this.row += 1;
      this.start = this.at;
    }
    this.depth += 1;
  }

  private close(character: string): JsonItem | undefined {
    if (this.state !== 'within') return undefined;
    if (this.depth === 0) {
      if (character === ']') this.state = 'after';
      return undefined;
    }
    this.depth -= 1;
    if (this.depth > 0 || this.start < 0) return undefined;
    const text = this.text.slice(this.start, this.at + 1);
    const isDropped = this.dropping;
    this.start = -1;
    this.dropping = false;
    return isDropped ? undefined : { row: this.row, text };
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The object that a text is, or nothing: for arrays, scalars and what is no JSON. */
export const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return value as Record<string, unknown>;
  } catch {
    return undefined;
  }
};
