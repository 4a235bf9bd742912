/**
 * Places in an index by a number: a birth date, or the hash of a text. Nearly every number has one
 * place, which then is held without a list around it.
 */
export class PlacesByNumber {
  private readonly places = new Map<number, number | number[]>();

  add(number: number, place: number): void {
    const known = this.places.get(number);
    if (known === undefined) this.places.set(number, place);
    else if (typeof known === 'number') {
      if (known !== place) this.places.set(number, [known, place]);
    } else if (known[known.length - 1] !== place) known.push(place);
  }

  /** All places under a number, dead ones included. */
  of(number: number): readonly number[] {
    const known = this.places.get(number);
    return known === undefined ? NONE : typeof known === 'number' ? [known] : known;
  }
}

const NONE: readonly number[] = [];
