import type { NearWords } from './compare-names';
import type { EntryReach } from './entry-reach';
import { MOST_WORDS } from './prepare-name';
import type { NameBound } from './reach';
import type { Token } from './token';
import { WordShapes } from './word-shapes';

/** Names of one entry that bits can stand for; of entries with more, all are compared. */
export const MOST_NAMES = 31;
export const ALL_NAMES = -1;

/** Rows of the words of an asked name. */
const PLACES = Uint32Array.from({ length: 32 }, (_, at) => at);

/** The words of a name that is asked about, noted side by side, and what the last look found near. */
export class AskedName implements NearWords {
  readonly shapes = new WordShapes();
  count = 0;
  readonly pairs = new Uint16Array(MOST_NAMES * MOST_WORDS);
  readonly joins = new Uint32Array(MOST_NAMES);
  ifJoined = 0;

  note(words: readonly Token[]): this {
    this.count = words.length;
    words.forEach((word, at) => {
      this.shapes.set(at, word);
    });
    return this;
  }
}

/**
 * The names of each place of an index as numbers of words, one after the other, so that most names
 * fall to one look: few candidates share more than the one word that brought them.
 */
export class NameOutlines {
  private starts = new Uint32Array(1024);
  private numbers = new Uint32Array(4096);
  private end = 0;

  /** `shapes` holds the words by their numbers. */
  constructor(private readonly shapes: WordShapes) {}

  /** Notes the names of a place: for each, its words' numbers. */
  set(slot: number, names: readonly (readonly number[])[]): void {
    if (slot >= this.starts.length) this.starts = grown(this.starts, slot);
    const size = names.reduce((sum, words) => sum + words.length + 1, 1);
    if (this.end + size > this.numbers.length) this.numbers = grown(this.numbers, this.end + size);
    this.starts[slot] = this.end;
    for (const number of [names.length, ...names.flatMap((words) => [words.length, ...words])]) {
      this.numbers[this.end] = number;
      this.end += 1;
    }
  }

  /**
   * The names in this place, as bits, that may resemble the one asked about by `least` at least.
   * Never leaves one out that `compareNames` would find so similar.
   */
  mayResemble(slot: number, asked: AskedName, bound: NameBound, least: number): number {
    let at = this.starts[slot] as number;
    const names = this.numbers[at] as number;
    if (names > MOST_NAMES) return ALL_NAMES;
    at += 1;
    asked.ifJoined = 0;
    let bits = 0;
    for (let name = 0; name < names; name += 1) {
      const count = this.numbers[at] as number;
      if (this.mostOf(asked, name, at + 1, count, bound) >= least) bits |= 1 << name;
      else if (asked.joins[name] !== 0) asked.ifJoined |= 1 << name;
      at += count + 1;
    }
    return bits | asked.ifJoined;
  }

  /** The entry's names, as bits, that the one in this place may resemble by `least` at least. */
  mayReach(slot: number, names: readonly EntryReach[], bound: NameBound, least: number): number {
    const at = this.starts[slot] as number;
    if (this.numbers[at] === 0) return 0;
    const count = this.numbers[at + 1] as number;
    let bits = 0;
    for (let name = 0; name < names.length; name += 1) {
      if (names[name]!.mayResemble(this.numbers, at + 2, count, bound, least)) bits |= 1 << name;
    }
    return bits;
  }

  /** Most that the name whose words stand from here can resemble the asked one; notes what is near. */
  private mostOf(
    asked: AskedName,
    name: number,
    from: number,
    listed: number,
    bound: NameBound,
  ): number {
    const { shapes, count, pairs } = asked;
    const { shapes: own, numbers } = this;
    let [rows, columns, joins] = [0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      if (shapes.mayHold(i, own, numbers, from, listed)) joins |= 1 << i;
      let near = 0;
      for (let j = 0; j < listed; j += 1) {
        if (!shapes.areApart(i, own, numbers[from + j]!)) near |= 1 << j;
      }
      pairs[name * MOST_WORDS + i] = near;
      if (near !== 0) rows |= 1 << i;
      columns |= near;
    }
    let [ours, theirs, ourRest, theirRest] = [0, 0, 0, 0];
    for (let i = 0; i < count; i += 1) {
      if (rows & (1 << i)) ours += shapes.agreed(i);
      else ourRest += shapes.left(i);
    }
    for (let j = 0; j < listed; j += 1) {
      const word = numbers[from + j]!;
      if (own.mayHold(word, shapes, PLACES, 0, count)) joins |= 1 << (j + MOST_WORDS);
      if (columns & (1 << j)) theirs += own.agreed(word);
      else theirRest += own.left(word);
    }
    asked.joins[name] = joins;
    const isOne = !(rows & (rows - 1)) || !(columns & (columns - 1));
    return bound(Math.min(ours, theirs) / 100, ourRest / 100, theirRest / 100, isOne);
  }
}

const grown = (old: Uint32Array, least: number): Uint32Array<ArrayBuffer> => {
  const fresh = new Uint32Array(Math.max(old.length * 2, least + 1));
  fresh.set(old);
  return fresh;
};
