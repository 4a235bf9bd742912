import {
  compareBirthDate,
  parseBirthDate,
  type BirthDate,
  type BirthDateRelation,
} from './compare-birth-date';
import type { Policy } from './policy';
import type { PreparedEntry } from './prepare';
import { leastOfName } from './reach';

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
    const others = { nationality: true, sex: true, document: undefined };
    const unknown = leastOfName({ ...others, birth: undefined }, policy);
    const leasts = new Map<BirthDateRelation, number>();
    const leastWith = (date: BirthDate, listed: BirthDate): number => {
      const relation = compareBirthDate(date, listed);
      let least = leasts.get(relation);
      if (least === undefined) {
        least = leastOfName({ ...others, birth: { relation, listed } }, policy);
        leasts.set(relation, least);
      }
      return least;
    };
    if (birthDates.length === 0) return () => unknown;
    const known = new Float64Array(this.dates.length).fill(-1);
    return (slot) => {
      const number = this.bySlot[slot] as number;
      let least = known[number] as number;
      if (least < 0) {
        const date = this.dates[number];
        least = date ? Number.POSITIVE_INFINITY : unknown;
        if (date) for (const listed of birthDates) least = Math.min(least, leastWith(date, listed));
        known[number] = least;
      }
      return least;
    };
  }
}
