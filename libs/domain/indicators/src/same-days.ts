import type { Profile } from './clusters';
import { birthDateVariants, blockToken, tokensOf } from './compare-names';

/** The profiles born on one day, in the order in which they came. */
interface Day {
  profiles: Profile[];
  /** Numbers of the folded words of each profile's name. */
  words: number[][];
  /** Profiles by word, once there are many. */
  byWord: Map<number, Profile[]> | undefined;
  /** This day and those that keying may make of it; the day itself first. */
  variants: Day[] | undefined;
}

/** From this many on, an index by word is quicker than going through all of them. */
const MANY = 12;

/**
 * Profiles by birth date and folded words of the name: finds those who may be one person under
 * another spelling. Words are numbered once per batch, so that comparing them is comparing numbers.
 */
export class SameDays {
  private readonly days = new Map<string, Day>();
  private readonly tokens = new Map<string, number>();
  private readonly folded = new Map<string, number>();

  /**
   * Hands on the profiles added before that share a folded word and were born on the same day, on
   * that with day and month swapped, or a day before or after; then adds this one. Without a full
   * birth date or a name, nothing happens.
   */
  add(profile: Profile, meet: (other: Profile) => void): void {
    if (profile.born?.length !== 10 || profile.name === '') return;
    const words = this.wordsOf(profile.name);
    const day = this.day(profile.born);
    day.variants ??= birthDateVariants(profile.born).map((date) => this.day(date));
    for (const near of day.variants) {
      if (near.profiles.length === 0) continue;
      for (const word of words) {
        if (near.byWord) near.byWord.get(word)?.forEach(meet);
        else {
          for (let at = 0; at < near.profiles.length; at += 1) {
            const other = near.profiles[at];
            if (other && near.words[at]?.includes(word)) meet(other);
          }
        }
      }
    }
    putInto(day, profile, words);
  }

  private day(date: string): Day {
    const known = this.days.get(date);
    if (known) return known;
    const day = { profiles: [], words: [], byWord: undefined, variants: undefined };
    this.days.set(date, day);
    return day;
  }

  private wordsOf(name: string): number[] {
    const words: number[] = [];
    for (const token of tokensOf(name)) {
      let number = this.tokens.get(token);
      if (number === undefined) {
        const folded = blockToken(token);
        number = this.folded.get(folded) ?? this.folded.size;
        this.folded.set(folded, number);
        this.tokens.set(token, number);
      }
      if (!words.includes(number)) words.push(number);
    }
    return words;
  }
}

const putInto = (day: Day, profile: Profile, words: number[]): void => {
  day.profiles.push(profile);
  day.words.push(words);
  if (day.byWord) index(day.byWord, profile, words);
  else if (day.profiles.length >= MANY) {
    const byWord = new Map<number, Profile[]>();
    day.profiles.forEach((one, at) => index(byWord, one, day.words[at] ?? []));
    day.byWord = byWord;
  }
};

const index = (
  byWord: Map<number, Profile[]>,
  profile: Profile,
  words: readonly number[],
): void => {
  for (const word of words) {
    const list = byWord.get(word);
    if (list) list.push(profile);
    else byWord.set(word, [profile]);
  }
};
