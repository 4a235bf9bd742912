import type { BirthDate } from './compare-birth-date';

/** Stands for "several days" in `days`. */
const SEVERAL = 65_535;

/**
 * The birth dates of a list's entries in a few numbers each, so that thousands of namesakes born at
 * another time are passed over without being looked at. Never passes over an entry whose date might
 * be the traveller's: the same or the next year, a slip of one digit, or unknown.
 */
export class PlausibleDates {
  private first = new Uint16Array(1024);
  private last = new Uint16Array(1024);
  private days = new Uint16Array(1024);

  /** Notes the dates of the entry in this slot. */
  set(slot: number, dates: readonly BirthDate[]): void {
    if (slot >= this.first.length) this.grow(slot);
    let [first, last, day] = [dates.length > 0 ? 9999 : 0, 0, 0];
    for (const date of dates) {
      first = Math.min(first, date.year);
      last = Math.max(last, date.to ?? date.year);
      const own = dayOf(date);
      day = day === 0 || day === own ? own : SEVERAL;
    }
    this.first[slot] = first;
    this.last[slot] = last;
    this.days[slot] = day;
  }

  /** Whether this traveller may have been born when the entry in this slot was. */
  allow(slot: number, date: BirthDate): boolean {
    const first = this.first[slot] ?? 0;
    if (first === 0) return true;
    if ((date.to ?? date.year) + 1 >= first && date.year <= (this.last[slot] ?? 0) + 1) return true;
    const days = this.days[slot] ?? 0;
    return days === SEVERAL || (days !== 0 && days === dayOf(date));
  }

  private grow(slot: number): void {
    const size = Math.max(slot + 1, this.first.length * 2);
    const grown = (old: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> => {
      const fresh = new Uint16Array(size);
      fresh.set(old);
      return fresh;
    };
    this.first = grown(this.first);
    this.last = grown(this.last);
    this.days = grown(this.days);
  }
}

/** Month and day as one number; a date without them cannot be one digit off. */
const dayOf = ({ month = 0, day = 0 }: BirthDate): number => (month && day ? month * 100 + day : 0);
