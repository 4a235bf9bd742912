import { ESTABLISHED } from './established-names';
import { fold, skeletonOf } from './fold';
import { lettersOf, maskOf, type Letters } from './letters';
import { ABD, COMMON, KUNYA, PARTICLES, TITLES, VARIANTS, VERY_COMMON } from './name-words';
import { DIMINUTIVES } from './short-forms';
import { hashOf, shapeOf, type WordShape } from './word-shapes';

/** One word of a name with everything the comparison needs, computed once and shared. */
export interface Token {
  readonly text: string;
  /** A number by which tables find the word; others may have the same. */
  readonly hash: number;
  /** What decides at a glance that it cannot be another word. */
  readonly shape: WordShape;
  /** Spelling evened out across romanisations, see `fold`. */
  readonly folded: string;
  readonly skeleton: string;
  readonly letters: Letters;
  /** The spelling as it stands. */
  readonly typed: Letters;
  /** Same for all known spellings of one name, else undefined. */
  readonly variant: string | undefined;
  /** The evened-out name this is, when it is known to be a name in its own right. */
  readonly established: string | undefined;
  /** The full forms this may be a short form of, itself included. */
  readonly fullForms: readonly string[];
  /** Whom a servant's name names: the RAHMAN of ABDURRAHMAN. */
  readonly served: Token | undefined;
  /** A Slavic or Turkic name after the father, which passports of other states leave out. */
  readonly isPatronymic: boolean;
  /** Two or three consonants, which may be initials written together. */
  readonly isInitials: boolean;
  /** How much agreement in this word says, 0..1; particles and titles next to nothing. */
  readonly weight: number;
  /** `title`: a form of address that stands for a name, which nothing can stand against. */
  readonly kind: 'strong' | 'weak' | 'initial' | 'title';
  readonly vowelless: boolean;
}

/**
 * Endings that make a name of people, son or place of a known name, and what each is written as:
 * HOSSEINI and HUSAYNI, MAGOMEDOV and MUHAMMADOV are one as HOSSEIN and HUSAYN are.
 */
const MADE_WITH: readonly (readonly [string, string])[] = [
  ['I', 'I'],
  ['Y', 'I'],
  ['OV', 'OV'],
  ['EV', 'OV'],
  ['AEV', 'OV'],
  ['IEV', 'OV'],
  ['YEV', 'OV'],
  ['ZADE', 'ZADE'],
  ['ZADEH', 'ZADE'],
  ['ZADA', 'ZADE'],
  ['POUR', 'POUR'],
];

const VARIANT_OF = new Map<string, string>();
for (const line of VARIANTS) {
  const [head = '', ...others] = line.split(/\s+/);
  for (const word of [head, ...others]) if (!VARIANT_OF.has(word)) VARIANT_OF.set(word, head);
}
for (const [word, head] of [...VARIANT_OF]) {
  if (word.length < 4) continue;
  for (const [ending, usual] of MADE_WITH) {
    const made = word + ending;
    if (!VARIANT_OF.has(made)) VARIANT_OF.set(made, head + usual);
  }
}

/** Letters of all spellings of a name. */
const SPELLINGS = new Map<string, number>();
for (const [word, head] of VARIANT_OF) {
  SPELLINGS.set(head, (SPELLINGS.get(head) ?? 0) | maskOf(lettersOf(word).codes));
}

const FULL_FORMS = new Map<string, string[]>();
for (const line of DIMINUTIVES) {
  const [head = '', ...shorts] = line.split(/\s+/);
  for (const word of [head, ...shorts]) {
    const forms = FULL_FORMS.get(word) ?? [];
    if (!forms.includes(head)) forms.push(head);
    FULL_FORMS.set(word, forms);
  }
}

const foldedSet = (names: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...names].map((name) => fold(VARIANT_OF.get(name) ?? name)));
const VERY_COMMON_FOLDED = foldedSet(VERY_COMMON);
const COMMON_FOLDED = foldedSet(COMMON);

const weigh = (text: string, folded: string, variant: string | undefined): number => {
  const key = variant === undefined ? folded : fold(variant);
  if (KUNYA.has(text)) return 0.25;
  if (ABD.has(text)) return 0.35;
  if (VERY_COMMON_FOLDED.has(key)) return 0.55;
  if (COMMON_FOLDED.has(key)) return 0.75;
  return text.length <= 3 ? 0.75 : 1;
};

const PATRONYMIC = /^[A-Z]{3,}(?:[OEY]VI(?:T?CH|C|TJ)|[OE]VN[AY]|I[VC]HNA|OGL[UY]|KYZY)$/;

/** A form of address that stands alone in its field: QARI, HAJI. */
const TITLE_WEIGHT = 0.25;

/** Whether a word is known to be a name in its own right. */
export const isEstablished = (text: string): boolean =>
  ESTABLISHED.has(text) || COMMON.has(text) || VERY_COMMON.has(text);

/**
 * Describes one word in capital Latin letters. `asName` takes a particle or form of address for a
 * name of its own.
 */
export const describeToken = (text: string, vowelless: boolean, asName = false): Token => {
  const folded = fold(text);
  const variant = VARIANT_OF.get(text);
  const isTitle = TITLES.has(text);
  const weak = !asName && (PARTICLES.has(text) || isTitle);
  const kind = weak
    ? 'weak'
    : asName && isTitle
      ? 'title'
      : text.length === 1
        ? 'initial'
        : 'strong';
  const skeleton = skeletonOf(folded);
  const [letters, typed] = [lettersOf(folded), lettersOf(text)];
  const served = variant === 'ABDULLAH' ? undefined : servedBy(text, vowelless);
  const fullForms = FULL_FORMS.get(variant ?? text) ?? FULL_FORMS.get(text) ?? [];
  const token: Token & { shape: WordShape } = {
    text,
    hash: hashOf(text),
    shape: [],
    folded,
    letters,
    typed,
    skeleton,
    variant,
    established: variant !== undefined || isEstablished(text) ? fold(variant ?? text) : undefined,
    fullForms,
    isPatronymic: PATRONYMIC.test(text),
    isInitials: variant === undefined && /^[B-DF-HJ-NP-TV-Z]{2,3}$/.test(text),
    served,
    weight: weak
      ? 0.1
      : kind === 'initial'
        ? 0.25
        : isTitle
          ? TITLE_WEIGHT
          : weigh(text, folded, variant),
    kind,
    vowelless,
  };
  token.shape = shapeOf(token, SPELLINGS.get(variant ?? '') ?? 0);
  return token;
};

const servedBy = (text: string, vowelless: boolean): Token | undefined =>
  text.length >= 7 && text.startsWith('ABD') ? describeToken(text.slice(3), vowelless) : undefined;

/** A bounded store remembers a field for every so many words, and none longer than a name can be. */
const FIELDS_SHARE = 5;
const LONGEST_FIELD = 128;

/** A store of shared tokens. The one a list's index owns never forgets; a bounded one starts afresh. */
export class Vocabulary {
  private readonly tokens = new Map<string, Token>();
  private readonly vowelless = new Map<string, Token>();
  private readonly names = new Map<string, Token>();
  private readonly fields = new Map<string, readonly Token[]>();

  constructor(private readonly limit = Number.POSITIVE_INFINITY) {}

  get(text: string, vowelless: boolean): Token {
    const tokens = vowelless ? this.vowelless : this.tokens;
    let token = tokens.get(text);
    if (!token) {
      token = describeToken(text, vowelless);
      if (tokens.size >= this.limit) {
        tokens.clear();
        this.fields.clear();
      }
      tokens.set(text, token);
    }
    return token;
  }

  /**
   * The words of a field of a name, taken apart by `read` unless a bounded store remembers them:
   * manifests repeat names, and who was searched for is put into an index next.
   */
  field(key: string, read: () => readonly Token[]): readonly Token[] {
    if (this.limit === Number.POSITIVE_INFINITY || key.length > LONGEST_FIELD) return read();
    let words = this.fields.get(key);
    if (!words) {
      words = read();
      if (this.fields.size >= this.limit / FIELDS_SHARE) this.fields.clear();
      this.fields.set(key, words);
    }
    return words;
  }

  /** The token of a particle or form of address that is somebody's name. */
  asName(text: string): Token {
    let token = this.names.get(text);
    if (!token) {
      token = describeToken(text, false, true);
      this.names.set(text, token);
    }
    return token;
  }
}

/** Words of travellers, shared by all that ask about travellers or keep them. */
export const travellerWords = new Vocabulary(50_000);
