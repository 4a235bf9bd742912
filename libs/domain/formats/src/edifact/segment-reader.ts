import { EDIFACT_LIMITS } from '../limits';
import { ByteStream } from './byte-stream';
import { decodeComponent, hasHighBytes, type Decoded } from './charset';
import { findInterchange, LONGEST_START } from './find-interchange';
import { DEFAULT_SERVICE, Segment, type Separators, type ServiceCharacters } from './segment';

/** What a reader of segments tells its owner. */
export interface SegmentHandler {
  /** A whole segment. Answers false when the interchange is over and what follows is noise. */
  segment(segment: Segment): boolean;
  /** Bytes outside the declared character set, once an interchange. */
  charset(syntax: string, instead: NonNullable<Decoded['instead']>): void;
  /** A segment longer than the limit; the interchange is given up. */
  tooLong(): void;
  /** The text ended in the middle of an interchange. */
  cutShort(): void;
}

const latin = new TextDecoder('windows-1252');

const NOISE = /[\u0000-\u0008\u000a-\u001b\u007f]+/g;
/** Anything but printable ASCII, tabs and the information separators: most lists have none of it. */
const UNUSUAL = /[^\u0009\u001c-\u007e]/;

const NOISE_BUT_LINE_FEED = /[\u0000-\u0008\u000b-\u001b\u007f]+/g;
const LINE_FEED_TERMINATOR = /UNA[^A-Za-z0-9\r\n]{5}\r?\n[ \t\r\n]*UNB/;

/**
 * Cuts bytes into UN/EDIFACT segments (ISO 9735, formats 1.1–1.3) in one pass over any chunks:
 * chunks of one byte give what one chunk gives. Memory is one chunk and one segment.
 *
 * Carriage returns, line feeds and control characters vanish wherever they stand, text around
 * interchanges is passed over, and several interchanges may follow one another.
 */
export class SegmentReader {
  private readonly bytes = new ByteStream();
  private text = '';
  private at = 0;
  private inside = false;
  private service: ServiceCharacters = DEFAULT_SERVICE;
  private separators = separatorsOf(DEFAULT_SERVICE);
  private terminatorAt = -1;
  private releaseAt = -1;
  private syntax = 'UNOA';
  private highBytes = false;
  private charsetReported = false;
  private lineFeeds: boolean | undefined;
  private held = '';

  constructor(private readonly handler: SegmentHandler) {}

  push(bytes: Uint8Array): void {
    this.take(latin.decode(this.bytes.push(bytes)));
  }

  end(): void {
    this.take(latin.decode(this.bytes.end()));
    if (this.lineFeeds === undefined) this.decideLineFeeds(true);
    this.scan(true);
    if (this.inside) this.handler.cutShort();
    this.inside = false;
    this.text = '';
    this.at = 0;
  }

  private take(text: string): void {
    if (text === '') return;
    const unusual = UNUSUAL.test(text);
    if (unusual) {
      if (!this.highBytes && hasHighBytes(text)) this.highBytes = true;
    } else if (this.text === '' && this.held === '' && this.startsAtOnce(text)) {
      // Nothing to drop and nothing to look for: one pass over the text is all.
      this.lineFeeds = false;
    }
    if (this.lineFeeds === undefined) {
      this.held += text;
      this.decideLineFeeds(false);
    } else {
      this.append(text, unusual);
    }
    this.scan(false);
  }

  private startsAtOnce(text: string): boolean {
    return this.lineFeeds === undefined && findInterchange(text.slice(0, 64), 0) !== undefined;
  }

  /** A line feed as terminator must be known before line feeds are dropped, so the start waits. */
  private decideLineFeeds(atEnd: boolean): void {
    const flat = this.held.replace(NOISE, '');
    const start = findInterchange(flat, 0);
    const decided = start && flat.length >= start.at + 4;
    if (LINE_FEED_TERMINATOR.test(this.held)) this.lineFeeds = true;
    else if (decided || atEnd || this.held.length > 65_536) this.lineFeeds = false;
    if (this.lineFeeds === undefined) return;
    const { held } = this;
    this.held = '';
    this.append(held, true);
  }

  private append(text: string, unusual: boolean): void {
    const noise = this.lineFeeds ? NOISE_BUT_LINE_FEED : NOISE;
    const clean = unusual ? text.replace(noise, '') : text;
    this.text = this.at < this.text.length ? this.text.slice(this.at) + clean : clean;
    this.at = 0;
    this.terminatorAt = -1;
    this.releaseAt = -1;
  }

  private use(service: ServiceCharacters): void {
    this.service = service;
    this.separators = separatorsOf(service);
    this.terminatorAt = -1;
    this.releaseAt = -1;
  }

  private scan(atEnd: boolean): void {
    for (;;) {
      if (!this.inside && !this.seek(atEnd)) return;
      if (!this.next()) return;
    }
  }

  private seek(atEnd: boolean): boolean {
    const start = findInterchange(this.text, this.at);
    // The syntax identifier behind UNB has to be there before UNB without UNA can be judged.
    if (start && (atEnd || this.text.length >= start.at + 10)) {
      this.use(start.service);
      this.at = start.at;
      this.inside = true;
      this.charsetReported = false;
      this.syntax = this.text.slice(start.at + 4, start.at + 8);
      return true;
    }
    if (!start) this.at = Math.max(this.at, this.text.length - LONGEST_START);
    if (atEnd) this.at = this.text.length;
    return false;
  }

  /** Reads one segment; false when its terminator is not there yet. */
  private next(): boolean {
    const { text } = this;
    const terminator = this.service.terminator.charCodeAt(0);
    let start = this.at;
    while (start < text.length && isBlank(text.charCodeAt(start), terminator)) start += 1;
    const end = this.terminatorFrom(start);
    if (this.highBytes || this.releaseFrom(start) < end) return this.nextDecoded(start);
    if (end > start + EDIFACT_LIMITS.segmentLength) return this.unfinished(start);
    this.at = end + 1;
    this.emit(start, end);
    return true;
  }

  /** Where the terminator or a release character stands next; looked up once and remembered. */
  private terminatorFrom(start: number): number {
    if (this.terminatorAt < start) {
      this.terminatorAt = indexFrom(this.text, this.service.terminator, start);
    }
    return this.terminatorAt;
  }

  private releaseFrom(start: number): number {
    if (this.service.release === ' ') return Infinity;
    if (this.releaseAt < start) this.releaseAt = indexFrom(this.text, this.service.release, start);
    return this.releaseAt;
  }

  /** No terminator within the length of a segment: too long, or not all here yet. */
  private unfinished(start: number): boolean {
    if (this.text.length - start <= EDIFACT_LIMITS.segmentLength) return false;
    this.handler.tooLong();
    this.inside = false;
    this.at = start + EDIFACT_LIMITS.segmentLength + 1;
    return true;
  }

  /** Reads a segment value by value, since release characters or a character set stand in it. */
  private nextDecoded(start: number): boolean {
    const { text, service, separators } = this;
    const { component, element } = separators;
    const terminator = service.terminator.charCodeAt(0);
    const release = service.release === ' ' ? -1 : service.release.charCodeAt(0);
    const elements: string[][] = [];
    let components: string[] = [];
    let from = start;
    let released = false;
    const last = Math.min(text.length, start + EDIFACT_LIMITS.segmentLength + 1);
    for (let at = start; at < last; at += 1) {
      const code = text.charCodeAt(at);
      if (code === release) {
        released = true;
        at += 1;
        continue;
      }
      if (code !== component && code !== element && code !== terminator) continue;
      components.push(this.value(from, at, released));
      from = at + 1;
      released = false;
      if (code === component) continue;
      elements.push(components);
      components = [];
      if (code === terminator) {
        this.at = at + 1;
        this.emit(start, at, elements);
        return true;
      }
    }
    return this.unfinished(start);
  }

  private emit(start: number, end: number, elements?: string[][]): void {
    const { text, separators } = this;
    let at = start;
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code === separators.element || code === separators.component) break;
    }
    const known = at === start + 3 ? TAGS.get(keyOfTag(text, start)) : undefined;
    const tag = known ?? text.slice(start, at).trim();
    if (tag === '' && at === end) return;
    if (!known && this.startsAnew(text.slice(start, end))) return this.cutShortAt(start);
    const segment = new Segment(tag, text, start, end, separators, elements);
    this.inside = this.handler.segment(segment);
  }

  /** An interchange that lacks its end may be followed by noise and the next interchange. */
  private startsAnew(segment: string): boolean {
    return segment.includes('UNB') && findInterchange(segment, 0) !== undefined;
  }

  private cutShortAt(start: number): void {
    this.handler.cutShort();
    this.inside = false;
    this.at = start;
  }

  private value(from: number, to: number, released: boolean): string {
    if (from === to) return '';
    const slice = this.text.slice(from, to);
    const plain = released ? this.withoutRelease(slice) : slice;
    return this.highBytes && hasHighBytes(plain) ? this.decode(plain) : plain;
  }

  private withoutRelease(text: string): string {
    const { release } = this.service;
    let result = '';
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === release) at += 1;
      result += text[at] ?? '';
    }
    return result;
  }

  private decode(text: string): string {
    const decoded = decodeComponent(text, this.syntax);
    if (decoded.instead && !this.charsetReported) {
      this.charsetReported = true;
      this.handler.charset(this.syntax, decoded.instead);
    }
    return decoded.text;
  }
}

const separatorsOf = (characters: ServiceCharacters): Separators => ({
  component: characters.component.charCodeAt(0),
  element: characters.element.charCodeAt(0),
  characters,
});

const keyOfTag = (text: string, at: number): number =>
  (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);

/** Tags we know, by their three letters: one string each, so that comparing them costs nothing. */
const TAGS = new Map(
  (
    'UNB UNG UNH UNT UNE UNZ BGM RFF DTM NAD CTA COM TDT LOC ATT MEA GEI FTX EMP NAT DOC CNT ERP ' +
    'ERC AUT'
  )
    .split(' ')
    .map((tag) => [keyOfTag(tag, 0), tag]),
);

const indexFrom = (text: string, character: string, start: number): number => {
  const at = text.indexOf(character, start);
  return at < 0 ? Infinity : at;
};

const isBlank = (code: number, terminator: number): boolean =>
  code !== terminator && (code === 32 || code === 9 || code === 10);
