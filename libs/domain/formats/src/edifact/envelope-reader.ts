import { EDIFACT_LIMITS } from '../limits';
import type { Report } from '../report';
import { readEdifactLocal } from './read-date';
import { part, type Segment } from './segment';
import type { SegmentHandler } from './segment-reader';

/** The header of one message and of the envelope round it. */
export interface MessageHeader {
  syntax: string;
  sender: string;
  recipient: string;
  interchangeRef: string;
  preparedAt?: string;
  groupRef?: string;
  messageRef: string;
  type: string;
  version: string;
  release: string;
  accessRef: string;
  sequence?: { number: number; flag: string };
}

/** What collects the segments of one message. */
export interface MessageReader<T> {
  segment(segment: Segment): void;
  /** The message is complete; `undefined` refuses it (the reason is in the report). */
  end(): T | undefined;
  /** The message is refused from outside: forget what was read. */
  drop(): void;
}

interface Held<T> {
  value: T;
  reader: MessageReader<T>;
  group: number;
}

interface Group {
  ref: string;
  messages: number;
  good: boolean;
}

/** Every segment of the envelope begins with U. */
const SERVICE_LETTER = 85;

/**
 * Follows UNB … UNZ and hands each message to a reader (formats 1.4). References that disagree and
 * envelopes that do not close refuse what they enclose; wrong counts are warnings. After trouble it
 * goes on with the next good message.
 */
export class EnvelopeReader<T> implements SegmentHandler {
  private interchange: Omit<MessageHeader, 'messageRef' | 'type'> | undefined;
  private group: Group | undefined;
  private groups = 0;
  private messages = 0;
  private held: Held<T>[] = [];
  private message: { ref: string; reader: MessageReader<T>; index: number } | undefined;
  private givenUp = false;

  constructor(
    private readonly open: (header: MessageHeader) => MessageReader<T> | undefined,
    private readonly accept: (value: T) => void,
    private readonly report: Report,
  ) {}

  segment(segment: Segment): boolean {
    if (segment.tag.charCodeAt(0) !== SERVICE_LETTER) {
      this.body(segment);
      return true;
    }
    switch (segment.tag) {
      case 'UNB':
        this.unb(segment);
        return true;
      case 'UNG':
        this.ung(segment);
        return true;
      case 'UNH':
        this.unh(segment);
        return true;
      case 'UNT':
        this.unt(segment);
        return true;
      case 'UNE':
        this.une(segment);
        return true;
      case 'UNZ':
        this.unz(segment);
        return false;
      default:
        this.body(segment);
        return true;
    }
  }

  charset(syntax: string, instead: string): void {
    this.report.note('CHARSET_VIOLATION', { value: syntax, expected: instead });
  }

  tooLong(): void {
    const limit = { es: 'caracteres por segmento', en: 'characters of a segment' };
    this.report.note('LIMIT_EXCEEDED', { limit, value: EDIFACT_LIMITS.segmentLength });
    this.refuseAll();
  }

  cutShort(): void {
    if (this.message) this.unfinishedMessage();
    this.report.note('UNTERMINATED_INTERCHANGE', { value: { es: 'UNZ', en: 'UNZ' } });
    this.refuseAll();
  }

  private unb(segment: Segment): void {
    if (this.interchange) this.cutShort();
    const preparedAt = readEdifactLocal(`${part(segment, 4)}${part(segment, 4, 2)}`);
    this.interchange = {
      syntax: part(segment, 1),
      sender: part(segment, 2),
      recipient: part(segment, 3),
      interchangeRef: part(segment, 5),
      version: '',
      release: '',
      accessRef: '',
      ...(preparedAt && { preparedAt }),
    };
  }

  private ung(segment: Segment): void {
    if (this.message) this.unfinishedMessage();
    this.groups += 1;
    this.group = { ref: part(segment, 5), messages: 0, good: true };
  }

  private unh(segment: Segment): void {
    if (this.message) this.unfinishedMessage();
    this.messages += 1;
    if (this.group) this.group.messages += 1;
    if (!this.interchange || this.givenUp) return;
    if (this.messages > EDIFACT_LIMITS.messages) {
      const limit = { es: 'mensajes', en: 'messages' };
      this.report.note('LIMIT_EXCEEDED', { limit, value: this.messages });
      this.givenUp = true;
      return;
    }
    const number = Number.parseInt(part(segment, 4), 10);
    const header: MessageHeader = {
      ...this.interchange,
      ...(this.group && { groupRef: this.group.ref }),
      messageRef: part(segment, 1),
      type: part(segment, 2).toUpperCase(),
      version: part(segment, 2, 2),
      release: part(segment, 2, 3),
      accessRef: part(segment, 3),
      ...(number > 0 && { sequence: { number, flag: part(segment, 4, 2).toUpperCase() } }),
    };
    const reader = this.open(header) ?? nobody<T>();
    this.message = { ref: header.messageRef, reader, index: 1 };
  }

  private body(segment: Segment): void {
    if (!this.message) {
      if (!this.givenUp) this.report.note('STRAY_SEGMENT', { value: segment.tag });
      return;
    }
    this.message.index += 1;
    segment.index = this.message.index;
    if (segment.index <= EDIFACT_LIMITS.segmentsPerMessage) {
      this.message.reader.segment(segment);
    } else if (segment.index === EDIFACT_LIMITS.segmentsPerMessage + 1) {
      const limit = { es: 'segmentos por mensaje', en: 'segments of a message' };
      this.report.note('LIMIT_EXCEEDED', { limit, value: EDIFACT_LIMITS.segmentsPerMessage });
      this.message.reader.drop();
      this.message.reader = nobody<T>();
    }
  }

  private unt(segment: Segment): void {
    const { message } = this;
    if (!message) {
      if (!this.givenUp) this.report.note('STRAY_SEGMENT', { value: 'UNT' });
      return;
    }
    this.message = undefined;
    const index = message.index + 1;
    if (!isSame(part(segment, 2), message.ref)) {
      const values = { value: part(segment, 2), expected: message.ref };
      this.report.note('MESSAGE_REF_MISMATCH', values, { segment: index });
      message.reader.drop();
      return;
    }
    if (Number(part(segment, 1)) !== index || part(segment, 1) === '') {
      const values = { value: part(segment, 1), expected: index };
      this.report.note('SEGMENT_COUNT_MISMATCH', values, { segment: index });
    }
    const value = message.reader.end();
    if (value !== undefined) this.held.push({ value, reader: message.reader, group: this.groups });
  }

  private une(segment: Segment): void {
    if (this.message) this.unfinishedMessage();
    const { group } = this;
    if (!group) return;
    this.group = undefined;
    if (!isSame(part(segment, 2), group.ref)) {
      const values = { value: part(segment, 2), expected: group.ref };
      this.report.note('GROUP_REF_MISMATCH', values);
      this.refuse(({ group: number }) => number === this.groups);
    } else if (Number(part(segment, 1)) !== group.messages || part(segment, 1) === '') {
      const values = { value: part(segment, 1), expected: group.messages };
      this.report.note('GROUP_COUNT_MISMATCH', values);
    }
  }

  private unz(segment: Segment): void {
    if (this.message) this.unfinishedMessage();
    if (this.group) {
      this.report.note('UNTERMINATED_INTERCHANGE', { value: { es: 'UNE', en: 'UNE' } });
      this.refuse(({ group }) => group === this.groups);
    }
    const expected = this.interchange?.interchangeRef ?? '';
    if (!isSame(part(segment, 2), expected)) {
      this.report.note('INTERCHANGE_REF_MISMATCH', { value: part(segment, 2), expected });
      this.refuseAll();
      return;
    }
    const enclosed = this.groups > 0 ? this.groups : this.messages;
    if (Number(part(segment, 1)) !== enclosed || part(segment, 1) === '') {
      const values = { value: part(segment, 1), expected: enclosed };
      this.report.note('INTERCHANGE_COUNT_MISMATCH', values);
    }
    for (const { value } of this.held) this.accept(value);
    this.held = [];
    this.close();
  }

  private unfinishedMessage(): void {
    this.report.note('UNTERMINATED_INTERCHANGE', { value: { es: 'UNT', en: 'UNT' } });
    this.message?.reader.drop();
    this.message = undefined;
  }

  private refuse(which: (held: Held<T>) => boolean): void {
    for (const held of this.held.filter(which)) held.reader.drop();
    this.held = this.held.filter((held) => !which(held));
  }

  private refuseAll(): void {
    this.message?.reader.drop();
    this.refuse(() => true);
    this.close();
  }

  private close(): void {
    this.interchange = undefined;
    this.group = undefined;
    this.message = undefined;
    this.groups = 0;
    this.messages = 0;
    this.givenUp = false;
  }
}

/** Relays put blanks into references where they wrap lines; such a reference is still the same. */
const isSame = (trailer: string, header: string): boolean =>
  trailer === header || trailer.replace(/ /g, '') === header.replace(/ /g, '');

const nobody = <T>(): MessageReader<T> => ({
  segment: () => undefined,
  end: () => undefined,
  drop: () => undefined,
});
