import type { Person } from './stitch';
import type { TravelLeg } from './travel-leg';

const NONE: readonly TravelLeg[] = [];

/** Documents that more than one person showed; the others have nothing to tell (D3). */
export class SharedDocuments {
  private readonly holders = new Map<string, number>();
  private readonly shared = new Map<string, number[]>();
  private readonly told = new Map<string, readonly TravelLeg[]>();

  /** Notes the documents of one person, whose place is told. */
  add({ legs }: Person, place: number): void {
    const first = legs[0]?.identity.keys;
    legs.forEach(({ identity: { keys } }, index) => {
      // Most legs of a person spell the same keys.
      if (index > 0 && sameKeys(keys, first)) return;
      for (const key of keys) if (key.startsWith('d:')) this.note(key, place);
    });
  }

  /** The places of everybody who showed a document that somebody else showed too. */
  places(): Iterable<number> {
    return [...this.shared.values()].flat();
  }

  /** Every leg on which a shared document was shown. */
  legsOf(key: string, persons: readonly Person[]): readonly TravelLeg[] {
    const known = this.told.get(key);
    if (known) return known;
    const places = this.shared.get(key);
    if (!places) return NONE;
    const legs = places.flatMap(
      (at) => persons[at]?.legs.filter(({ identity }) => identity.keys.includes(key)) ?? [],
    );
    this.told.set(key, legs);
    return legs;
  }

  private note(key: string, place: number): void {
    const holder = this.holders.get(key);
    if (holder === undefined) this.holders.set(key, place);
    else if (holder !== place) {
      const list = this.shared.get(key);
      if (!list) this.shared.set(key, [holder, place]);
      else if (list.at(-1) !== place) list.push(place);
    }
  }
}

const sameKeys = (a: readonly string[], b: readonly string[] | undefined): boolean => {
  if (a === b) return true;
  if (a.length !== b?.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};
