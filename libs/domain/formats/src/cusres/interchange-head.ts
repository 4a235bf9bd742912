import { part, type Segment } from '../edifact/segment';
import { SegmentReader } from '../edifact/segment-reader';

/** What UNB says of an interchange, as far as an answer or the door needs it. */
export interface InterchangeHead {
  sender: string;
  recipient: string;
  /** 0020 */
  reference: string;
  /** 0026, e.g. `APIS` or `IAPI`. */
  application: string;
  /** 0035 */
  test: boolean;
}

/**
 * The heads of the interchanges in a file, in order. Total: noise is passed over, and what cannot be
 * read is not there. The bytes after the first UNB are only looked at when they may hold another.
 */
export const interchangeHeads = (bytes: Uint8Array): InterchangeHead[] => {
  const heads: InterchangeHead[] = [];
  const reader = new SegmentReader({
    segment: (segment) => {
      if (segment.tag === 'UNB') heads.push(headOf(segment));
      return segment.tag !== 'UNZ';
    },
    charset: () => undefined,
    tooLong: () => undefined,
    cutShort: () => undefined,
  });
  for (let at = 0; at < bytes.length; at += CHUNK) {
    reader.push(bytes.subarray(at, at + CHUNK));
    if (heads.length > 0 && !mayHoldUnb(bytes, at + CHUNK)) break;
  }
  return heads;
};

const CHUNK = 4096;
const [U, N, B] = [0x55, 0x4e, 0x42];

/** Line ends may stand anywhere, so a U, an N and a B with nothing else between them is enough. */
const mayHoldUnb = (bytes: Uint8Array, from: number): boolean => {
  const start = Math.max(0, from - 8);
  for (let at = bytes.indexOf(U, start); at >= 0; at = bytes.indexOf(U, at + 1)) {
    const n = afterLineEnds(bytes, at + 1);
    if (bytes[n] === N && bytes[afterLineEnds(bytes, n + 1)] === B) return true;
  }
  return false;
};

const afterLineEnds = (bytes: Uint8Array, at: number): number => {
  let next = at;
  while (bytes[next] === 0x0a || bytes[next] === 0x0d) next += 1;
  return next;
};

const headOf = (segment: Segment): InterchangeHead => ({
  sender: part(segment, 2),
  recipient: part(segment, 3),
  reference: part(segment, 5),
  application: part(segment, 7).toUpperCase(),
  test: part(segment, 11) === '1',
});
