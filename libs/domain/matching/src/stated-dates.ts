import { compareBirthDate, parseBirthDate, type BirthDate } from './compare-birth-date';
import type { Policy } from './policy';
import type { PreparedEntry } from './prepare';
import { leastOfName } from './reach';
import type { Facts } from './score';

/** Birth dates as travellers state them, a number each, so that one date is compared once. */
export class StatedDates {
  private readonly numbers = new Map<string, number>();
  private readonly dates: (BirthDate | undefined)[] = [undefined];
  private bySlot = new Uint32Array(1024);

  /** Notes the date stated by the traveller in this place. */
  set(slot: number, text: string | undefined): void {
    if (slot >= this.bySlot.length) {
      const grown = new Uint32Array(Math.max(slot + 1, this.bySlot.length * 2));
      grown.set(this.bySlot);
      this.bySlot = grown;
    }
    this.bySlot[slot] = text === undefined ? 0 : this.numberOf(text);
  }

  private numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      const date = parseBirthDate(text);
      number = date ? this.dates.push(date) - 1 : 0;
      this.numbers.set(text, number);
    }
    return number;
  }

  /** How alike names must be, given the birth dates, were all else to agree; asked once a date. */
  leastOf({ birthDates }: PreparedEntry, policy: Policy): (slot: number) => number {
    const known = new Float64Array(this.dates.length).fill(-1);
    const leastWith = (birth: Facts['birth']): number =>
      leastOfName({ birth, nationality: true, sex: true, document: undefined }, policy);
    return (slot) => {
      const number = this.bySlot[slot] as number;
      let least = known[number] as number;
      if (least < 0) {
        const date = this.dates[number];
        const births = date
          ? birthDates.map((listed) => ({ relation: compareBirthDate(date, listed), listed }))
          : [];
        least = births.length > 0 ? Math.min(...births.map(leastWith)) : leastWith(undefined);
        known[number] = least;
      }
      return least;
    };
  }
}
