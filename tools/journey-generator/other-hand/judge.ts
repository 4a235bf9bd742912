import type { World } from './world';

/** A line of `vigia journeys`. */
export interface Line {
  surname: string;
  given?: string;
  document?: string;
  indicators: { id: string }[];
  alert: boolean;
}

export interface Verdict {
  pattern: string;
  rings: number;
  /** At least half of its people alerted. */
  found: number;
  touched: number;
  people: number;
  alerted: number;
}

/** Who of the invented people was alerted, by which indicators. */
export const alertedBy = (world: World, lines: readonly Line[]): Map<number, string> => {
  const byDocument = new Map<string, number[]>();
  const remember = (number: string, id: number) =>
    byDocument.set(number, [...(byDocument.get(number) ?? []), id]);
  for (const { seats } of world.diary.departures.values()) {
    for (const { actor } of seats) {
      const known = byDocument.get(actor.document.number);
      if (!known?.includes(actor.id)) remember(actor.document.number, actor.id);
    }
  }
  const alerted = new Map<number, string>();
  for (const line of lines) {
    if (!line.alert) continue;
    const holders = byDocument.get(line.document ?? '') ?? [];
    const own = holders.length > 1 ? holders.filter((id) => named(world, id, line)) : holders;
    const ids = line.indicators.map(({ id }) => id).join('+');
    const found = own.length > 0 ? own : byName(world, line);
    for (const id of found) alerted.set(id, ids);
    if (found.length === 0) alerted.set(-1 - alerted.size, `${ids} (nobody known)`);
  }
  return alerted;
};

const plain = (text: string, letters = 3): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().slice(0, letters);

/** A mistyped number names nobody; then the name may, where only one person has it. */
const byName = ({ cast }: World, { surname, given = '' }: Line): number[] => {
  const same = cast.actors.filter(
    (actor) =>
      plain(actor.surname, 60) === plain(surname, 60) &&
      plain(actor.given, 60) === plain(given, 60),
  );
  return same.length === 1 ? same.map(({ id }) => id) : [];
};

const named = ({ cast }: World, id: number, line: Line): boolean =>
  plain(cast.actors[id]?.surname ?? '') === plain(line.surname) &&
  plain(cast.actors[id]?.given ?? '') === plain(line.given ?? '');

export const verdictsOf = (world: World, alerted: ReadonlyMap<number, string>): Verdict[] => {
  const rows = new Map<string, Verdict>();
  for (const { pattern, people } of world.rings) {
    const fresh = { pattern, rings: 0, found: 0, touched: 0, people: 0, alerted: 0 };
    const row = rows.get(pattern) ?? fresh;
    const seen = [...people].filter((id) => alerted.has(id)).length;
    row.rings += 1;
    row.found += seen * 2 >= people.size ? 1 : 0;
    row.touched += seen > 0 ? 1 : 0;
    row.people += people.size;
    row.alerted += seen;
    rows.set(pattern, row);
  }
  return [...rows.values()];
};

/** Innocents alerted, by the indicators that did it, most frequent first. */
export const innocentsAlerted = (
  world: World,
  alerted: ReadonlyMap<number, string>,
): [ids: string, people: number][] => {
  const planted = new Set(world.rings.flatMap(({ people }) => [...people]));
  const causes = new Map<string, number>();
  for (const [id, ids] of alerted) {
    if (!planted.has(id)) causes.set(ids, (causes.get(ids) ?? 0) + 1);
  }
  return [...causes].sort((a, b) => b[1] - a[1]);
};
