import { chance as chanceOf, type Chance } from '../random';
import { Cast, type Actor } from './cast';
import { Diary } from './diary';
import { SCENES } from './innocents';
import { PLOTS } from './rings';

/** A reported document as the sheet of the issuing state has it. */
export interface Reported {
  type: string;
  number: string;
  issuer: string;
  status: string;
  reportedOn: string;
}

/** One invented year: who rode what, which rings were planted, and the lists beside it. */
export interface World {
  chance: Chance;
  cast: Cast;
  diary: Diary;
  agencies: string[];
  hotels: string[];
  aidOffices: string[];
  lost: Reported[];
  allow: {
    contacts: { type: string; value: string }[];
    roles: { role: string; document: string; issuer: string }[];
  };
  rings: { pattern: string; people: Set<number> }[];
  innocents: number;
  /** Phone, e-mail or neither, as people leave them. */
  contact: (actor: Actor | undefined) => { phone?: string; email?: string };
  /** `YYYY-MM-DD` of a day of the year. */
  dayText: (day: number) => string;
}

export const FIRST_DAY_MS = Date.UTC(2026, 0, 1);

/** Writes the year. The same seed gives the same year; nobody in it exists. */
export const inventWorld = (wish: { seed: number; innocents: number; rings: number }): World => {
  const chance = chanceOf(wish.seed);
  const cast = new Cast(chance);
  const world: World = {
    ...{ chance, cast, diary: new Diary(chance), lost: [], rings: [], innocents: 0 },
    agencies: Array.from({ length: 30 }, () => cast.phone('ESP')),
    hotels: Array.from({ length: 20 }, (_, at) => `recepcion@hotel${at}.example`),
    aidOffices: Array.from({ length: 6 }, () => cast.phone('GTM')),
    allow: { contacts: [], roles: [] },
    contact: (actor) => {
      const kind = chance.next();
      if (!actor || kind < 0.25) return {};
      return kind < 0.75 ? { phone: actor.phone } : { email: actor.email };
    },
    dayText: (day) =>
      new Date(FIRST_DAY_MS + Math.floor(day) * 86_400_000).toISOString().slice(0, 10),
  };
  world.allow.contacts.push(...world.aidOffices.map((value) => ({ type: 'phone', value })));
  for (const [pattern, plot] of PLOTS) {
    for (let ring = 0; ring < wish.rings; ring += 1) {
      world.rings.push({ pattern, people: new Set(plot(world).map(({ id }) => id)) });
    }
  }
  const total = SCENES.reduce((sum, [, weight]) => sum + weight, 0);
  while (world.innocents < wish.innocents) {
    let left = chance.next() * total;
    const scene = SCENES.find(([, weight]) => (left -= weight) < 0)?.[2];
    if (scene) world.innocents += scene(world);
  }
  return world;
};
