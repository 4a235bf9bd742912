import type { ServiceCharacters } from './segment';
import { digitsOf, SegmentWriter, type WrittenSyntax } from './segment-writer';

/** What the envelope of one message says. Times are local to the sender, `YYYY-MM-DDTHH:mm`. */
export interface EnvelopeOptions {
  sender: string;
  recipient: string;
  /** `YYYY-MM-DDTHH:mm`. */
  preparedAt: string;
  interchangeRef: string;
  messageRef?: string;
  /** 0026: `APIS` for batch, `IAPI` for interactive. */
  application?: string;
  syntax?: WrittenSyntax;
  service?: Partial<ServiceCharacters>;
  /** UNA is written when the service characters are not the usual ones, or when asked for. */
  una?: boolean;
  /** Functional group; none without it. */
  groupRef?: string;
  /** Directory release, `05B` unless said otherwise. */
  release?: string;
}

/** The head of one message in UNH. */
export interface MessageHead {
  type: 'PAXLST' | 'CUSRES';
  accessRef?: string;
  part?: { seq: number; last: boolean };
}

/**
 * Wraps one message: UNA where needed, UNB, UNG, UNH, what `body` writes, and the trailers with
 * right counts and references (formats 1.4).
 */
export const writeEnvelope = (
  { type, accessRef, part }: MessageHead,
  options: EnvelopeOptions,
  body: (out: SegmentWriter) => void,
): string => {
  const syntax = options.syntax ?? 'UNOA';
  const { sender, recipient, interchangeRef, groupRef, release = '05B' } = options;
  const messageRef = options.messageRef ?? '1';
  const date = digitsOf(options.preparedAt).slice(2, 8);
  const time = digitsOf(options.preparedAt).slice(8, 12);
  const head = new SegmentWriter(options.service ?? {}, syntax);
  head.put(
    'UNB',
    [syntax, syntax === 'UNOW' ? '4' : '3'],
    [sender, 'ZZ'],
    [recipient, 'ZZ'],
    [date, time],
    interchangeRef,
    '',
    options.application ?? 'APIS',
  );
  if (groupRef !== undefined) {
    head.put('UNG', type, [sender, 'ZZ'], [recipient, 'ZZ'], [date, time], groupRef, 'UN', [
      'D',
      release,
    ]);
  }
  const message = new SegmentWriter(options.service ?? {}, syntax);
  const sequence = part && String(part.seq).padStart(2, '0');
  message.put('UNH', messageRef, [type, 'D', release, 'UN', 'IATA'], accessRef, [
    sequence,
    part?.last ? 'F' : undefined,
  ]);
  body(message);
  message.put('UNT', String(message.count + 1), messageRef);
  const tail = new SegmentWriter(options.service ?? {}, syntax);
  if (groupRef !== undefined) tail.put('UNE', '1', groupRef);
  tail.put('UNZ', '1', interchangeRef);
  const una = options.una ?? options.service !== undefined;
  return `${una ? head.una() : ''}${head.toString()}${message.toString()}${tail.toString()}`;
};
