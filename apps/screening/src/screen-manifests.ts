import type { ManifestAccepted } from '@vigia/contracts';
import type { Contact } from '@vigia/manifest';
import type { AlertBook } from './alerts/alert-book';
import type { DueLooks } from './journeys/due-looks';
import { lookAt, quietLook, type Look, type Looked, type LookNeeds } from './journeys/look';
import { listChange, type ListChange } from './journeys/list-change';
import type { TravelRecord } from './travel-record';
import type { Travels } from './travels';
import type { UpcomingTravellers } from './upcoming/upcoming-travellers';

export interface ScreeningNeeds extends LookNeeds {
  travels: LookNeeds['travels'] & Pick<Travels, 'put' | 'mark' | 'ofTravellers'>;
  book: LookNeeds['book'] & Pick<AlertBook, 'put' | 'resting'>;
  due: Pick<DueLooks, 'put'>;
  upcoming: Pick<UpcomingTravellers, 'add' | 'remove'>;
  contactKey: (contact: Contact) => string;
}

/** What is to be published, and what is to be noted after that. */
export type Screened = Pick<Looked, 'results' | 'recalls' | 'settled'>;

/** Looks that follow from looks: a companion's groups, and theirs. */
const MOST_ROUNDS = 3;
const MOST_FURTHER = 2000;
/** R5 judges 72 hours after the departure; a minute more, so that it is over. */
const R5_WAIT_MS = (72 * 60 + 1) * 60_000;

/**
 * Screens accepted submissions of one partition: stores what they change, reads back everything
 * known of the persons concerned and of those around them, and concludes. Doing it again with the
 * same records gives the same ids, in any order and however they are cut into batches.
 */
export const screenManifests =
  (needs: ScreeningNeeds) =>
  async (accepted: readonly ManifestAccepted[], partition: number): Promise<Screened> => {
    const change = listChange(accepted, partition, needs.contactKey);
    const { travels, upcoming } = needs;
    const before = change.known.length > 0 ? await travels.ofTravellers(change.known) : [];
    if (change.marks.length > 0) await travels.mark(change.marks);
    const { standing, fresh } = await travels.put(change.put);
    // Whoever is matched from here on is in the index: a list that changes meanwhile finds them.
    upcoming.add(standing);
    const { told, ghosts, gone } = await afterwards(change, standing, before, travels);
    upcoming.remove(ghosts.map(idOf));
    const added = new Set(ghosts.length > 0 ? [] : standing);
    upcoming.add(told.filter((record) => !added.has(record)));
    await needs.due.put(missedBy(told));
    const near = await nearBy(change, ghosts, needs);
    return lookAround(needs, {
      seeds: [...new Map([...near, ...told].map((one) => [idOf(one), one])).values()],
      ghosts,
      gone,
      changed: change.conveyances,
      fresh,
      told: new Set(told.map(idOf)),
    });
  };

/** Legs of the alerts that may rest on what has changed: looked at, and told of if they change. */
const nearBy = async (
  { known, conveyances, gone }: ListChange,
  ghosts: readonly TravelRecord[],
  { book, travels }: Pick<ScreeningNeeds, 'book' | 'travels'>,
): Promise<TravelRecord[]> => {
  if (known.length === 0) return [];
  const notes = [
    ...(await book.resting(conveyances, factsOf(ghosts))),
    ...(gone.size > 0 ? await book.ofTravellers([...gone.keys()]) : []),
  ];
  const legIds = new Set(notes.flatMap(({ legs }) => legs.map(({ legId }) => legId)));
  return legIds.size > 0 ? travels.byIds([...legIds].slice(0, MOST_FURTHER)) : [];
};

/** Looks, and looks further at the legs of others for whom it makes a difference. */
export const lookAround = async (
  needs: Pick<ScreeningNeeds, 'travels' | 'book'> & LookNeeds,
  look: Look,
): Promise<Screened> => {
  const looker = lookAt(needs);
  const all: Screened = { results: [], recalls: [], settled: [] };
  const seen = new Set(look.seeds.map(idOf));
  for (let round = 0, next: Look | undefined = look; next; round += 1) {
    if (next.seeds.length + next.ghosts.length + next.gone.size === 0) break;
    const looked: Looked = await looker(next);
    await needs.book.put(looked.notes);
    all.results.push(...looked.results);
    all.recalls.push(...looked.recalls);
    all.settled.push(...looked.settled);
    const ids = [...new Set(looked.further)].filter((id) => !seen.has(id)).slice(0, MOST_FURTHER);
    for (const id of ids) seen.add(id);
    const seeds = round < MOST_ROUNDS && ids.length > 0 ? await needs.travels.byIds(ids) : [];
    next = seeds.length > 0 ? quietLook(seeds) : undefined;
  }
  return all;
};

const idOf = ({ leg }: TravelRecord): string => leg.legId;

interface Afterwards {
  /** Legs that are looked at and told of in any case. */
  told: TravelRecord[];
  ghosts: TravelRecord[];
  gone: Look['gone'];
}

/**
 * What stands after the change and what does not stand any more. Told are the legs put, those missed
 * and those of which a close-out said so before; that somebody boarded as listed is no news.
 */
const afterwards = async (
  change: ListChange,
  own: readonly TravelRecord[],
  before: readonly TravelRecord[],
  travels: Pick<Travels, 'ofTravellers'>,
): Promise<Afterwards> => {
  const { known, gone } = change;
  if (known.length === 0) return { told: [...own], ghosts: [], gone: new Map() };
  const now = await travels.ofTravellers(known);
  const standing = new Map([...own, ...now].map((record) => [idOf(record), record]));
  const had = new Map(before.map((record) => [idOf(record), record]));
  const put = new Set(own.map(idOf));
  const told = [...standing.values()].filter(
    (record) =>
      put.has(idOf(record)) ||
      record.leg.boarded === false ||
      had.get(idOf(record))?.leg.boarded === false,
  );
  const alive = new Set([...standing.values()].map(({ leg }) => leg.travellerId));
  return {
    told,
    ghosts: before.filter((record) => put.has(idOf(record)) || !standing.has(idOf(record))),
    gone: new Map([...gone].filter(([id]) => !alive.has(id))),
  };
};

const factsOf = (ghosts: readonly TravelRecord[]): string[] =>
  ghosts.flatMap(({ leg }) => [
    leg.legId,
    ...leg.contacts.map((contact) => `contact:${contact}`),
    ...leg.identity.keys.filter((key) => key.startsWith('d:')).map((key) => `document:${key}`),
  ]);

const missedBy = (seeds: readonly TravelRecord[]): { legId: string; at: Date }[] =>
  seeds.flatMap(({ leg }) =>
    leg.boarded === false
      ? [{ legId: leg.legId, at: new Date(Date.parse(leg.departedAt) + R5_WAIT_MS) }]
      : [],
  );
