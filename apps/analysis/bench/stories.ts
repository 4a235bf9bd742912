/** One stretch of an invented trip; days after the trip began. */
export interface Stretch {
  from: string;
  to: string;
  day: number;
  carrier: string;
  mode: 'air' | 'road';
}

/** An invented trip: where to, and whether it follows a documented corridor. */
export interface Story {
  stretches: Stretch[];
  corridor?: 'C-01' | 'C-02';
}

export type Chance = () => number;

/** A small seeded generator (mulberry32), so that every run asks about the same people. */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const TERMINALS = ['PTY', 'SJO', 'MGA', 'TGU', 'SAL', 'GUA'];
const HUBS = ['MIA', 'MAD', 'BOG', 'MEX', 'LAX', 'JFK', 'LIM', 'HAV', 'IAH', 'YYZ', 'CUN', 'SDQ'];
const BUSES = ['TICABUS', 'TRANSNICA', 'NICABUS', 'PULLMANTUR', 'GALGOS', 'HEDMANALAS'];
const AIRLINES = ['CM', 'AV', 'AA', 'IB', 'UA', 'AM', 'LA'];

const pick = <Item>(next: Chance, items: readonly Item[]): Item =>
  items[Math.floor(next() * items.length)] as Item;

/**
 * A trip of somebody: bus rides between capitals, flights to hubs, holidays in Cuba and Ecuador, and
 * one in two thousand along a documented corridor. Shares are invented; what matters is that common
 * things are common and corridors rare.
 */
export const storyOf = (next: Chance): Story => {
  const kind = next();
  const at = Math.floor(next() * TERMINALS.length);
  const terminal = TERMINALS[at] as string;
  const bus = (from: string, to: string, day: number): Stretch => ({
    ...{ from, to, day, carrier: pick(next, BUSES), mode: 'road' },
  });
  const air = (from: string, to: string, day: number, carrier = pick(next, AIRLINES)): Stretch => ({
    ...{ from, to, day, carrier, mode: 'air' },
  });
  const stay = 1 + Math.floor(next() * 14);
  if (kind < 0.45) {
    const other = TERMINALS[at === 0 ? 1 : at - 1] as string;
    return { stretches: [bus(terminal, other, 0), bus(other, terminal, stay)] };
  }
  if (kind < 0.8) {
    const hub = pick(next, HUBS);
    return { stretches: [air(hub, terminal, 0), air(terminal, hub, stay)] };
  }
  if (kind < 0.9) {
    const chain = TERMINALS.slice(Math.min(at, 3), Math.min(at, 3) + 3);
    return { stretches: chain.slice(1).map((to, i) => bus(chain[i] as string, to, i * 2)) };
  }
  if (kind < 0.955)
    return { stretches: [air('SVO', 'HAV', 0, 'SU'), air('HAV', 'SVO', stay, 'SU')] };
  if (kind < 0.9995) {
    return { stretches: [air('AMS', 'UIO', 0, 'KL'), air('UIO', 'AMS', stay, 'KL')] };
  }
  if (kind < 0.99975) {
    const stretches = [air('SVO', 'HAV', 0, 'SU'), bus('PTY', 'SJO', stay + 3)];
    return { corridor: 'C-01', stretches: [...stretches, bus('SJO', 'MGA', stay + 5)] };
  }
  const stretches = [air('AMS', 'UIO', 0, 'KL'), air('UIO', 'PTY', 4)];
  return { corridor: 'C-02', stretches: [...stretches, bus('PTY', 'SJO', stay + 6)] };
};
