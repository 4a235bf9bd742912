import { originalOf } from './dead-letter';
import type { Log } from './log';
import type { RawPublication } from './publication';
import type { RawRecord } from './received';

/** The next offset of each partition. */
export type Positions = Map<number, bigint>;

export interface Redriven {
  /** Letters sent back (or, in a dry run, that would be). */
  replayed: number;
  /** Letters that stay, because of the filter or because they do not say where they came from. */
  left: number;
}

/** A dead-letter topic as it stands now. */
export interface LetterSource {
  /** How far earlier runs came; `name` is a code, or empty for runs without a filter. */
  positions(name: string): Promise<Positions>;
  remember(name: string, positions: Positions): Promise<void>;
  /** Gives out everything from the oldest letter, and resolves with where the topic ended. */
  read(onLetters: (partition: number, letters: RawRecord[]) => Promise<void>): Promise<Positions>;
}

export interface RedriveRules {
  code?: string;
  dryRun?: boolean;
  log: Log;
  publish: (record: RawPublication) => Promise<void>;
}

/**
 * Decides which letters go back. A letter is spent once a run without a filter, or one for its own
 * code, has passed it; so runs with and without filters can follow each other in any order.
 */
export const redriveLetters = async (
  source: LetterSource,
  { code = '', dryRun = false, log, publish }: RedriveRules,
): Promise<Redriven> => {
  const known = new Map<string, Positions>();
  const passed = async (name: string, partition: number, offset: bigint): Promise<boolean> => {
    let positions = known.get(name);
    if (!positions) known.set(name, (positions = await source.positions(name)));
    return offset < (positions.get(partition) ?? 0n);
  };
  const result: Redriven = { replayed: 0, left: 0 };
  const ends = await source.read(async (partition, letters) => {
    const returning: RawPublication[] = [];
    for (const letter of letters) {
      const offset = BigInt(letter.offset);
      const own = letter.headers['vigia-code']?.toString('utf8') ?? '';
      if ((await passed('', partition, offset)) || (await passed(own, partition, offset))) continue;
      const original = code && own !== code ? undefined : originalOf(letter);
      if (original) {
        returning.push(original);
        continue;
      }
      result.left += 1;
      if (!code || own === code) {
        log.warn({ partition, offset: letter.offset }, 'dead letter without an origin stays');
      }
    }
    if (!dryRun) await Promise.all(returning.map((record) => publish(record)));
    result.replayed += returning.length;
  });
  if (!dryRun && ends.size > 0) await source.remember(code, ends);
  return result;
};
