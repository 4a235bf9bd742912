import { fold } from './fold';
import { SIMILARITY_FLOOR, tokenSimilarity } from './token-similarity';
import type { Token } from './token';
import { WordShapes } from './word-shapes';

const MOST_SIMILAR = 96;

/** From here on a word of the list is this one in another spelling. */
const KNOWN_SIMILARITY = 0.93;

/** Shortest word that may be several written together, shortest of them, and what finding one says. */
const LEAST_JOINED = 7;
const LEAST_PART = 4;
const PART_SIMILARITY = 0.7;
/** What it says that two words written together are one of the list. */
const TORN_SIMILARITY = 0.9;

/** A word of the list that resembles a word of the traveller. */
export interface SimilarWord {
  readonly id: number;
  readonly similarity: number;
}

/**
 * Level one of the search: from a traveller's word to the list's similar words, through
 * evened-out spelling, consonant skeleton, known variants and letter triples.
 */
export class SimilarWords {
  /** The words by their numbers, at a glance. */
  readonly shapes = new WordShapes();
  private readonly asked = new WordShapes();
  private readonly words: Token[] = [];
  private readonly ids = new Map<Token, number>();
  private readonly byKey = new Map<string, number[]>();
  private readonly byTriple = new Map<number, number[]>();
  /** Letters of each word's evened-out spelling; triples met, and where, while one word is looked for. */
  private lengths = new Uint8Array(1024);
  private counts = new Uint8Array(1024);
  private touched = new Uint32Array(1024);
  private remembered = new Map<Token, readonly SimilarWord[]>();

  constructor(
    private readonly mostRemembered = 20_000,
    private readonly mostSimilar = MOST_SIMILAR,
  ) {}

  get size(): number {
    return this.words.length;
  }

  word(id: number): Token | undefined {
    return this.words[id];
  }

  /** Gives a word its number, and makes it findable; forgets what was remembered before. */
  add(token: Token): number {
    const known = this.ids.get(token) ?? this.twinOf(token);
    if (known !== undefined) return known;
    const id = this.words.length;
    this.words.push(token);
    this.shapes.set(id, token);
    this.ids.set(token, id);
    for (const key of keysOf(token)) push(this.byKey, key, id);
    for (const triple of triplesOf(token.folded)) push(this.byTriple, triple, id);
    if (id >= this.counts.length) this.grow();
    this.lengths[id] = token.folded.length;
    if (this.remembered.size > 0) this.remembered = new Map();
    return id;
  }

  /** The number of the same word from a store that has started afresh since; the new one takes its place. */
  private twinOf(token: Token): number | undefined {
    for (const id of this.byKey.get(`f${token.folded}`) ?? []) {
      const twin = this.words[id];
      if (twin?.text !== token.text || twin.kind !== token.kind) continue;
      if (twin.vowelless !== token.vowelless) continue;
      this.ids.delete(twin);
      this.ids.set(token, id);
      this.words[id] = token;
      return id;
    }
    return undefined;
  }

  /** The list's words like this one, best first; remembered, for manifests repeat words. */
  like(token: Token): readonly SimilarWord[] {
    let similar = this.remembered.get(token);
    if (!similar) {
      similar = this.find(token);
      if (this.remembered.size >= this.mostRemembered) this.remembered = new Map();
      this.remembered.set(token, similar);
    }
    return similar;
  }

  private find(token: Token): SimilarWord[] {
    this.asked.set(0, token);
    const candidates = new Set<number>();
    for (const key of keysOf(token)) for (const id of this.byKey.get(key) ?? []) candidates.add(id);
    this.addByTriples(token, candidates);
    const similar: SimilarWord[] = [];
    for (const id of candidates) {
      if (this.asked.areApart(0, this.shapes, id)) continue;
      const similarity = tokenSimilarity(token, this.words[id] as Token);
      if (similarity >= SIMILARITY_FLOOR) similar.push({ id, similarity });
    }
    similar.sort((a, b) => b.similarity - a.similarity || this.order(a.id, b.id));
    const found = similar.slice(0, this.mostSimilar);
    const isKnown = found.some(
      ({ id, similarity }) => similarity >= KNOWN_SIMILARITY && this.isPlain(id),
    );
    return isKnown ? found : [...found, ...this.parts(token, found)];
  }

  /** The listed words that a long unknown word begins and ends with: JOSEGARCIA brings JOSE and GARCIA. */
  private parts({ text, vowelless }: Token, known: readonly SimilarWord[]): SimilarWord[] {
    if (text.length < LEAST_JOINED || vowelless) return [];
    const ids = new Set<number>();
    const addLongest = (piece: (length: number) => string): void => {
      for (let length = text.length - 3; length >= LEAST_PART; length -= 1) {
        const same = this.byKey.get(`f${fold(piece(length))}`)?.filter((id) => this.isPlain(id));
        for (const id of same ?? []) ids.add(id);
        if (same && same.length > 0) return;
      }
    };
    addLongest((length) => text.slice(0, length));
    addLongest((length) => text.slice(-length));
    for (const { id } of known) ids.delete(id);
    return [...ids]
      .sort((a, b) => this.order(a, b))
      .map((id) => ({ id, similarity: PART_SIMILARITY }));
  }

  /** The list's words that two words written together are: BAR QAWI for BARQAWI. */
  torn(one: Token, other: Token): readonly SimilarWord[] {
    if (one.vowelless || other.vowelless) return [];
    const ids = this.byKey.get(`f${fold(one.text + other.text)}`) ?? [];
    return ids.filter((id) => this.isPlain(id)).map((id) => ({ id, similarity: TORN_SIMILARITY }));
  }

  private isPlain(id: number): boolean {
    return this.words[id]?.kind === 'strong';
  }

  /** By spelling, so that the order in which the list was built does not matter. */
  private order(a: number, b: number): number {
    const [one, two] = [this.words[a]?.text ?? '', this.words[b]?.text ?? ''];
    return one < two ? -1 : one > two ? 1 : 0;
  }

  private addByTriples(token: Token, candidates: Set<number>): void {
    const { lengths, counts, touched } = this;
    let touchedCount = 0;
    for (const triple of triplesOf(token.folded)) {
      const ids = this.byTriple.get(triple) ?? [];
      for (let at = 0; at < ids.length; at += 1) {
        const id = ids[at] as number;
        const count = counts[id] as number;
        if (count === 0) {
          touched[touchedCount] = id;
          touchedCount += 1;
        }
        counts[id] = count + 1;
      }
    }
    const length = token.folded.length;
    for (let at = 0; at < touchedCount; at += 1) {
      const id = touched[at] as number;
      const count = counts[id] as number;
      counts[id] = 0;
      if (count >= Math.min(length, lengths[id] as number) * 0.34) candidates.add(id);
    }
  }

  private grow(): void {
    const size = this.counts.length * 2;
    const lengths = new Uint8Array(size);
    lengths.set(this.lengths);
    this.lengths = lengths;
    this.counts = new Uint8Array(size);
    this.touched = new Uint32Array(size);
  }
}

const push = <K>(map: Map<K, number[]>, key: K, id: number): void => {
  const list = map.get(key);
  if (list) list.push(id);
  else map.set(key, [id]);
};

const keysOf = (token: Token): string[] => {
  const keys = [`f${token.folded}`];
  if (token.skeleton.length > 1) keys.push(`s${token.skeleton}`);
  if (token.variant !== undefined) keys.push(`v${token.variant}`);
  for (const form of token.fullForms) keys.push(`d${form}`);
  return keys;
};

/** Triples of letters with the word's edges marked, as numbers. */
const triplesOf = (folded: string): number[] => {
  const triples: number[] = [];
  let [a, b] = [0, 1];
  for (let at = 0; at <= folded.length; at += 1) {
    const c = at === folded.length ? 2 : folded.charCodeAt(at);
    const triple = (a << 16) | (b << 8) | c;
    if (!triples.includes(triple)) triples.push(triple);
    [a, b] = [b, c];
  }
  return triples;
};
