import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { AllowList, TravelLeg, Values } from '@vigia/indicators';
import type { Bilingual } from '@vigia/manifest';
import { HttpProblem } from '@vigia/service';
import type { ReadModel } from '../read-model';
import type { JourneyRow } from '../rows/row';
import { liveLegs } from '../rows/travel-legs';
import { isSeenBy, releasable } from '../seen-by';
import { changedRuleOf, type ChangedRule, type DryRunBody } from './dry-run-body';
import { legsAround, looksAround, surroundingsOn } from './surround';
import { rulesWith, tryRule, type BothSurroundings, type Verdict } from './try-rule';

/** What a dry run has found so far; counts are journeys. */
export interface DryRunResult {
  journeys: number;
  hits: { changed: number; live: number; both: number; onlyChanged: number; onlyLive: number };
  /** Of the journeys that either version meets, how many both do. */
  overlap?: number;
  /** Of the alerts decided upon: how many of them were confirmed, for either version. */
  precision: { changed: Precision; live: Precision };
  /** So much surrounds some journeys that not all of it was read. */
  truncated?: true;
}

export interface Precision {
  confirmed: number;
  dismissed: number;
  inconclusive: number;
  /** Confirmed among confirmed and dismissed; absent where nothing was decided. */
  value?: number;
}

interface DryRunDocument {
  _id: string;
  state: string;
  startedBy: string;
  startedAt: Date;
  finishedAt?: Date;
  status: 'running' | 'done' | 'failed' | 'interrupted';
  total: number;
  rule: ChangedRule;
  result: DryRunResult;
  /** When it last got on: a run that stands still was cut off by a crash. */
  movedAt: Date;
}

const AT_ONCE = 200;
const MOST_JOURNEYS = 500_000;
const MOST_MS = 10 * 60_000;
const MOST_AT_A_TIME = 2;
const STANDS_STILL_MS = 60_000;
const KEPT_SECONDS = 90 * 24 * 3600;

/**
 * Runs a changed rule over stored history, in the background and a little at a time. Nothing is
 * published and no alert can come of it. A run looks at journeys that its state may see, and at that
 * state's own dispositions.
 */
export class DryRuns {
  private readonly runs;
  private readonly under = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly model: ReadModel,
    private readonly allowList: AllowList,
    private readonly onError: (error: unknown) => void,
  ) {
    this.runs = model.connection.collection<DryRunDocument>('dryRuns');
  }

  async ensureIndexes(): Promise<void> {
    await this.runs.createIndex({ startedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
    await this.runs.createIndex({ state: 1, startedAt: -1 });
  }

  /** Starts a run and answers at once; throws HttpProblem 400 for a bad rule, 429 when enough run. */
  async start(state: string, startedBy: string, body: DryRunBody, now: Date): Promise<object> {
    const rule = changedRuleOf(body);
    if (this.under.size >= MOST_AT_A_TIME) throw new HttpProblem(429, 'VIGIA_OVERLOADED');
    const filter = filterOf(state, body);
    const document: DryRunDocument = {
      _id: `dr_${randomUUID()}`,
      state,
      startedBy,
      startedAt: now,
      status: 'running',
      rule,
      movedAt: now,
      total: await this.model.journeys.countDocuments(filter, { limit: MOST_JOURNEYS }),
      result: emptyResult(),
    };
    await this.runs.insertOne(document);
    const running = this.run(document, filter)
      .catch(async (error: unknown) => {
        this.onError(error);
        await this.runs.updateOne({ _id: document._id }, { $set: { status: 'failed' } });
      })
      .catch(this.onError)
      .finally(() => this.under.delete(document._id));
    this.under.set(document._id, running);
    return this.shown(document);
  }

  async list(state: string): Promise<object[]> {
    const found = await this.runs.find({ state }).sort({ startedAt: -1 }).limit(100).toArray();
    return found.map((one) => this.shown(one));
  }

  /** Throws HttpProblem 404 for another state's. */
  async one(state: string, id: string): Promise<object> {
    const document = await this.runs.findOne({ _id: id, state });
    if (!document) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return this.shown(document);
  }

  /** Ends what runs; a run that was cut off says so. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.under.values());
  }

  private async run(document: DryRunDocument, filter: Record<string, unknown>): Promise<void> {
    const { _id, state, rule, result } = document;
    const deadline = performance.now() + MOST_MS;
    let after: JourneyRow | undefined;
    let status: DryRunDocument['status'] = 'done';
    for (let ended = false; !ended;) {
      const journeys: JourneyRow[] = await this.model.journeys
        .find(after ? { $and: [filter, { _id: { $gt: after._id } }] } : filter)
        .sort({ _id: 1 })
        .limit(AT_ONCE)
        .toArray();
      await this.look(journeys, rule, state, result);
      after = journeys.at(-1);
      ended = journeys.length < AT_ONCE;
      const enough = result.journeys >= MOST_JOURNEYS || performance.now() > deadline;
      if (!ended && (enough || this.stopping.signal.aborted)) {
        [status, ended] = ['interrupted', true];
      }
      await this.runs.updateOne(
        { _id },
        { $set: { result: summedUp(result), movedAt: new Date() } },
      );
      await breathe();
    }
    await this.runs.updateOne({ _id }, { $set: { status, finishedAt: new Date() } });
  }

  private async look(
    journeys: readonly JourneyRow[],
    rule: ChangedRule,
    state: string,
    result: DryRunResult,
  ): Promise<void> {
    const rows = await this.model.standings(journeys.flatMap(({ own = [] }) => own));
    const hits: { travellerIds: string[]; verdict: Verdict }[] = [];
    const seen = journeys.flatMap((journey) => {
      const { found, legs } = liveLegs(journey.own ?? [], rows);
      return legs.length > 0 && isSeenBy(releasable(found, legs), state) ? [{ journey, legs }] : [];
    });
    const around = await this.around(
      rule,
      state,
      seen.flatMap(({ legs }) => legs),
      result,
    );
    for (const { journey, legs } of seen) {
      const stored = {
        journeyId: journey._id,
        legs,
        met: journey.indicators,
        on: journey.order.slice(0, 10),
      };
      const verdict = tryRule(rule, stored, around);
      result.journeys += 1;
      if (!verdict.live && !verdict.changed) continue;
      hits.push({ travellerIds: journey.own ?? [], verdict });
    }
    const decided = await this.decisions(
      hits.flatMap(({ travellerIds }) => travellerIds),
      state,
    );
    for (const { travellerIds, verdict } of hits) {
      const outcomes = travellerIds.flatMap((id) => decided.get(id) ?? []);
      note(result, verdict, outcomes);
    }
  }

  /** What the changed rule looks at round these legs, for both versions of its thresholds. */
  private async around(
    { indicator, thresholds }: ChangedRule,
    state: string,
    own: readonly TravelLeg[],
    result: DryRunResult,
  ): Promise<BothSurroundings | undefined> {
    if (!thresholds || !looksAround(indicator) || own.length === 0) return undefined;
    const { legs, truncated } = await legsAround(this.model, state, indicator, own);
    if (truncated) result.truncated = true;
    const by = (values: Values) =>
      surroundingsOn(legs, this.allowList, rulesWith(indicator, values));
    return { live: by(thresholds.live), changed: by(thresholds.changed) };
  }

  /** What the state decided on alerts of these travellers. */
  private async decisions(
    travellerIds: readonly string[],
    state: string,
  ): Promise<Map<string, string[]>> {
    const alerts = await this.model.alerts
      .find({
        travellerId: { $in: [...travellerIds] },
        visibleTo: state,
        'alert.kind': 'indicators',
        [`disposed.${state}.outcome`]: { $exists: true },
      })
      .toArray();
    const decided = new Map<string, string[]>();
    for (const { travellerId = '', disposed } of alerts) {
      const outcome = disposed?.[state]?.outcome;
      if (outcome) decided.set(travellerId, [...(decided.get(travellerId) ?? []), outcome]);
    }
    return decided;
  }

  private shown({ _id, rule, status, total, ...run }: DryRunDocument): object {
    // After a crash nobody works on it any more, whatever the document says.
    const interrupted =
      status === 'running' && Date.now() - run.movedAt.getTime() > STANDS_STILL_MS;
    return {
      id: _id,
      status: interrupted ? 'interrupted' : status,
      progress: { journeys: run.result.journeys, of: total },
      rule: {
        indicator: rule.indicator,
        points: rule.points,
        reviewDate: rule.reviewDate,
        ...(rule.thresholds && { parameters: rule.thresholds }),
        ...(rule.indicator === 'R4' && rule.thresholds && { limits: [NO_NORMS] }),
        ...(rule.corridor && {
          corridor: {
            id: rule.corridor.changed.id,
            version: rule.corridor.changed.version,
            live: rule.corridor.live?.version ?? null,
          },
        }),
      },
      result: run.result,
      startedBy: run.startedBy,
      startedAt: run.startedAt.toISOString(),
      ...(run.finishedAt && { finishedAt: run.finishedAt.toISOString() }),
    };
  }
}

/** What is usual between two ends is only known in screening. */
const NO_NORMS: Bilingual = {
  es: 'Sin la comparación con lo usual entre los dos extremos, que solo se conserva en screening: las dos versiones dan más que en servicio',
  en: 'Without the comparison with what is usual between the two ends, which is only kept in screening: both versions give more than in service',
};

const DAY_MS = 24 * 3600 * 1000;

const filterOf = (state: string, { since, until }: DryRunBody): Record<string, unknown> => ({
  visibleTo: state,
  live: true,
  ...((since ?? until) && {
    departedAt: {
      ...(since && { $gte: new Date(`${since}T00:00:00Z`) }),
      ...(until && { $lt: new Date(Date.parse(`${until}T00:00:00Z`) + DAY_MS) }),
    },
  }),
});

const emptyResult = (): DryRunResult => {
  const none = (): Precision => ({ confirmed: 0, dismissed: 0, inconclusive: 0 });
  return {
    journeys: 0,
    hits: { changed: 0, live: 0, both: 0, onlyChanged: 0, onlyLive: 0 },
    precision: { changed: none(), live: none() },
  };
};

const note = (result: DryRunResult, verdict: Verdict, outcomes: readonly string[]): void => {
  const { hits, precision } = result;
  if (verdict.changed) hits.changed += 1;
  if (verdict.live) hits.live += 1;
  if (verdict.changed && verdict.live) hits.both += 1;
  else if (verdict.changed) hits.onlyChanged += 1;
  else hits.onlyLive += 1;
  for (const outcome of outcomes) {
    for (const version of ['changed', 'live'] as const) {
      if (verdict[version]) precision[version][outcome as 'confirmed'] += 1;
    }
  }
};

/** The result with its shares worked out. */
export const summedUp = (result: DryRunResult): DryRunResult => {
  const { hits, precision } = result;
  const either = hits.both + hits.onlyChanged + hits.onlyLive;
  return {
    ...result,
    ...(either > 0 && { overlap: hits.both / either }),
    precision: { changed: valued(precision.changed), live: valued(precision.live) },
  };
};

const valued = ({ confirmed, dismissed, inconclusive }: Precision): Precision => ({
  confirmed,
  dismissed,
  inconclusive,
  ...(confirmed + dismissed > 0 && { value: confirmed / (confirmed + dismissed) }),
});
