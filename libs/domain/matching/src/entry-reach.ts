import { isSeveral, mayBeSeveral } from './joined-words';
import { mostOfLink } from './link-words';
import { MOST_WORDS, type PreparedName } from './prepare-name';
import type { NameBound } from './reach';
import { rememberedSimilarity } from './remembered-similarity';
import { SimilarWords } from './similar-words';
import { Vocabulary, type Token } from './token';
import { WordShapes } from './word-shapes';

/** Stand among the gains for a word not looked at yet, and for one that is several of the name's. */
const [UNKNOWN, SEVERAL] = [255, 254];
/** Bits of the name's words that a traveller's word resembles. */
const NEAR = 0xffff;
/** Covers what rounding changes. */
const TINY = 1e-9;
const PLACES = Uint32Array.from({ length: MOST_WORDS }, (_, at) => at);

/** Words written together while names are looked at. */
const joined = new Vocabulary(20_000);

/**
 * One name of an entry against the names of all travellers. What a traveller's word has to do with
 * it is found out once, when the first who bears the word comes by; after that a traveller costs a
 * few sums.
 */
export class EntryReach {
  private readonly shapes = new WordShapes();
  private name: PreparedName = { shown: '', words: [], roles: [], quality: 'primary' };
  /** Hundredths, rounded up, that a traveller's word adds to the agreement at most. */
  private gains = new Uint8Array(0);
  /** Words of the name that a traveller's word resembles and, from bit 16 on, those it may be part of. */
  private bits = new Int32Array(0);

  /** The travellers'. */
  private words = new SimilarWords();

  /** Takes up another name, asked about among travellers with these words; forgets the one before. */
  note(name: PreparedName, words: SimilarWords): this {
    this.name = name;
    this.words = words;
    name.words.forEach((word, at) => {
      this.shapes.set(at, word);
    });
    const { size } = this.words;
    if (this.gains.length < size) {
      this.gains = new Uint8Array(size * 2);
      this.bits = new Int32Array(size * 2);
    }
    this.gains.fill(UNKNOWN, 0, size);
    return this;
  }

  /**
   * Whether the traveller's name, whose words' numbers stand from here, may resemble this one by
   * `least` at least. Never says no where `compareNames` finds them so similar.
   */
  mayResemble(
    numbers: Uint32Array,
    from: number,
    count: number,
    bound: NameBound,
    least: number,
  ): boolean {
    const { gains, bits, shapes } = this;
    let [ours, ourRest, rows, parts, columns] = [0, 0, 0, 0, 0];
    for (let at = from; at < from + count; at += 1) {
      const word = numbers[at]!;
      if (gains[word] === UNKNOWN) this.learn(word);
      const gain = gains[word]!;
      if (gain === SEVERAL) return true;
      parts |= bits[word]! >>> MOST_WORDS;
      rows |= bits[word]! & NEAR;
      if (gain > 0) {
        columns += 1;
        ours += gain;
      } else ourRest += this.words.shapes.left(word);
    }
    if (rows === 0 && parts === 0) return false;
    let [theirs, theirRest] = [0, 0];
    for (let row = 0; row < this.name.words.length; row += 1) {
      if (rows & (1 << row)) theirs += shapes.agreed(row);
      else theirRest += shapes.left(row);
    }
    const isOne = columns < 2 || (rows & (rows - 1)) === 0;
    const agreed = (ours < theirs ? ours : theirs) / 100;
    if (bound(agreed, ourRest / 100, theirRest / 100, isOne) >= least - TINY) return true;
    return parts !== 0 && this.isJoined(parts, numbers, from, count);
  }

  /** Whether one of these words of the name may be several of the traveller's. */
  private isJoined(parts: number, numbers: Uint32Array, from: number, count: number): boolean {
    let tokens: Token[] | undefined;
    for (let row = 0; row < this.name.words.length; row += 1) {
      if (!(parts & (1 << row))) continue;
      if (!this.shapes.mayHold(row, this.words.shapes, numbers, from, count)) continue;
      tokens ??= Array.from(numbers.subarray(from, from + count), (id) => this.words.word(id)!);
      if (mayBeSeveral(this.name.words[row]!, tokens, rememberedSimilarity, joined)) return true;
    }
    return false;
  }

  /** Finds out what a traveller's word has to do with this name. */
  private learn(word: number): void {
    const token = this.words.word(word) as Token;
    const { name, shapes } = this;
    const { shapes: theirs } = this.words;
    let [bits, most] = [0, 0];
    name.words.forEach((own, row) => {
      if (shapes.mayBePart(row, theirs, word)) bits |= 1 << (row + MOST_WORDS);
      if (shapes.areApart(row, theirs, word)) return;
      const gain = mostOfLink(token, own, rememberedSimilarity);
      if (gain > 0) bits |= 1 << row;
      most = Math.max(most, gain);
    });
    const holds =
      theirs.mayHold(word, shapes, PLACES, 0, name.words.length) &&
      isSeveral(token, name, rememberedSimilarity, joined);
    this.bits[word] = bits;
    this.gains[word] = holds ? SEVERAL : Math.ceil(most * 100 - TINY);
  }
}
