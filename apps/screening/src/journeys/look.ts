import { setImmediate as breathe } from 'node:timers/promises';
import {
  assessJourney,
  type JourneyAssessment,
  type RoutingNorm,
  type RuleSet,
} from '@vigia/indicators';
import type { AlertBook, AlertNote } from '../alerts/alert-book';
import { isNews, settleAlerts, type Concluded, type Settled } from '../alerts/settle-alerts';
import { conclude, versionsOf } from '../assessment';
import type { Clearances, Cleared } from '../clearances';
import { matchLists } from '../match-lists';
import type { TravelRecord } from '../travel-record';
import type { Watchlists } from '../watchlists';
import {
  readNeighbourhood,
  type Neighbourhood,
  type NeighbourhoodNeeds,
  type Start,
} from './neighbourhood';
import { endsKey, type Routings } from './routings';
import { othersOf, suspendOn } from './suspended';

export interface LookNeeds extends NeighbourhoodNeeds {
  clearances: Pick<Clearances, 'of'>;
  watchlists: Pick<Watchlists, 'index' | 'origin' | 'listVersions' | 'lostDocument' | 'changes'>;
  routings: Pick<Routings, 'note' | 'norms'>;
  book: Pick<AlertBook, 'ofTravellers' | 'onConveyances'>;
  rules: RuleSet;
  /** Never the same instant twice, so that what happened later bears a later time. */
  now: () => Date;
}

export interface Look extends Start {
  /** Legs whose assessment is told in any case; of others only what changes for their alerts. */
  told: ReadonlySet<string>;
  /** Travellers who are off their lists, and why. */
  gone: ReadonlyMap<string, 'travellerRemoved' | 'conveyanceCancelled'>;
}

/** A look at some legs that tells only of alerts that change. */
export const quietLook = (seeds: readonly TravelRecord[]): Look => ({
  seeds,
  ghosts: [],
  changed: [],
  told: new Set(),
  gone: new Map(),
});

export interface Looked extends Settled {
  /** Legs of others for whom this look found something new. */
  further: string[];
}

/** Travellers matched between two turns of the event loop, so that probes and heartbeats get in. */
const AT_ONCE = 50;
/** After so many changes of lists under way, the look is finished without a pause. */
const PATIENCE = 4;

/**
 * Looks at some persons with everything that surrounds them: what follows for each of their journeys,
 * which alerts stand and which do not stand any more. Doing it again gives the same ids.
 *
 * An alert that no longer stands is taken back only after a second look whose reads are later than
 * the reading of that alert: another instance may have raised it from legs that came in meanwhile.
 */
export const lookAt =
  (needs: LookNeeds) =>
  async (look: Look): Promise<Looked> => {
    const first = await lookOnce(needs, look, undefined);
    if (first.recalls.length === 0) return first;
    return lookOnce(needs, look, new Set(first.recalls.map(({ alertId }) => alertId)));
  };

const lookOnce = async (
  needs: LookNeeds,
  look: Look,
  recallable: ReadonlySet<string> | undefined,
): Promise<Looked> => {
  const near = await readNeighbourhood(needs, look);
  const theirs = near.subjects.flatMap(({ legs }) => legs);
  const lost = look.ghosts.map(({ leg }) => leg);
  const travellers = new Set([...[...theirs, ...lost].map(idOf), ...look.gone.keys()]);
  const notes = await needs.book.ofTravellers([...travellers]);
  const others = othersOf(await needs.book.onConveyances(largeOnes(near, theirs)), near.subjects);
  const cleared = await needs.clearances.of(
    theirs.flatMap(({ legId }) => near.records.get(legId) ?? []),
  );
  const at = needs.now().toISOString();
  await needs.routings.note(near.subjects, new Date(at));

  const norms = new Map<string, RoutingNorm>();
  for (let attempt = 0; ; attempt += 1) {
    const { changes } = needs.watchlists;
    const asked = new Set<string>();
    const assessed = assessAll(needs, near, at, (key) => {
      if (!norms.has(key)) asked.add(key);
      return norms.get(key);
    });
    if (asked.size > 0) {
      const found = await needs.routings.norms([...asked]);
      for (const key of asked) norms.set(key, found.get(key) ?? NO_NORM);
      continue;
    }
    const judged = suspendOn(assessed, others, near.departures, needs.rules);
    const work = { needs, look, near, notes, cleared, at, journeys: judged.journeys };
    const concluded = await concludeAll(work, attempt < PATIENCE ? AT_ONCE : Infinity);
    if (needs.watchlists.changes !== changes) continue;
    const settled = settleAlerts({
      concluded,
      journeys: judged.journeys,
      notes,
      recallable,
      at,
      gone: look.gone,
      records: near.records,
      watchlists: needs.watchlists,
      looked: new Set([...look.seeds.map(({ leg }) => leg.legId)]),
    });
    return { ...settled, further: [...furtherOf(near, judged.journeys), ...judged.flipped] };
  }
};

const NO_NORM: RoutingNorm = { travellers: 0, ratio95: 0 };
const LARGE = 50;

const idOf = ({ travellerId }: TravelRecord['leg']): string => travellerId;

/** Departures with so many travellers that a rule may be suspended on them. */
const largeOnes = (near: Neighbourhood, legs: readonly TravelRecord['leg'][]): string[] =>
  [...new Set(legs.map(({ conveyance }) => conveyance))].filter(
    (id) => (near.departures.get(id)?.travellers ?? 0) >= LARGE,
  );

const assessAll = (
  { watchlists, rules }: LookNeeds,
  { subjects, surroundings }: Neighbourhood,
  asOf: string,
  normOf: (ends: string) => RoutingNorm | undefined,
): JourneyAssessment[] => {
  const all = {
    ...surroundings,
    asOf,
    lostDocuments: (key: string) => watchlists.lostDocument(key),
    routingNorm: (...ends: Parameters<typeof endsKey>) => normOf(endsKey(...ends)),
  };
  return subjects.flatMap(({ journeys }) =>
    journeys.map((journey) => assessJourney(journey, all, rules)),
  );
};

interface Work {
  needs: LookNeeds;
  look: Look;
  near: Neighbourhood;
  notes: readonly AlertNote[];
  cleared: Cleared;
  at: string;
  journeys: readonly JourneyAssessment[];
}

/** One conclusion a leg that is looked at; of other persons, for the last leg of a journey whose alert changes. */
const concludeAll = async (work: Work, atOnce: number): Promise<Concluded[]> => {
  const { needs, look, near, notes, cleared, at, journeys } = work;
  const seeds = new Set(look.seeds.map(({ leg }) => leg.legId));
  const noted = new Map(
    notes.flatMap((note) => (note.kind === 'indicators' ? [[note.journeyId, note]] : [])),
  );
  const versions = versionsOf(needs.watchlists);
  const found: Concluded[] = [];
  for (const journey of journeys) {
    const { legs, journeyId } = journey.journey;
    const own = legs.filter(({ legId }) => seeds.has(legId));
    const changes = isNews(journey, noted.get(journeyId));
    const subjects = own.length > 0 ? own : changes ? legs.slice(-1) : [];
    for (const { legId } of subjects) {
      const record = near.records.get(legId);
      if (!record) continue;
      const matches = matchLists(record.person, needs.watchlists);
      const clearedEntries = matches.flatMap(({ entryId, origin }) =>
        cleared.has(legId, entryId, origin.listVersion) ? [entryId] : [],
      );
      const result = conclude({
        record,
        journey,
        matches,
        at,
        versions,
        cleared: new Set(clearedEntries),
        leads: legId === subjects.at(-1)?.legId,
      });
      found.push({ record, journey, matches, result, told: look.told.has(legId) });
      if (found.length % atOnce === 0) await breathe();
    }
  }
  return found;
};

/** Legs of others who now share a group, a document or a run of numbers that says something. */
const furtherOf = (near: Neighbourhood, journeys: readonly JourneyAssessment[]): string[] => {
  const own = new Set(near.subjects.flatMap(({ legs }) => legs.map(({ legId }) => legId)));
  const further = new Set<string>();
  const { groupsOf, numberRuns } = near.surroundings;
  for (const { journey, indicators } of journeys) {
    for (const { id, facts } of indicators) {
      for (const fact of facts) {
        if (id === 'N3' && fact.startsWith('group:')) {
          for (const { counts, legIds } of groupsOf?.(fact.slice(6)) ?? []) {
            if (counts) for (const legId of legIds) further.add(legId);
          }
        }
        if (id === 'D3') further.add(fact);
      }
      if (id !== 'N4') continue;
      for (const leg of journey.legs) {
        for (const { legIds } of numberRuns?.(leg) ?? []) {
          for (const legId of legIds) further.add(legId);
        }
      }
    }
  }
  return [...further].filter((legId) => !own.has(legId));
};
