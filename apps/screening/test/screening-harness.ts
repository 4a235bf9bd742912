import type {
  AlertRaised,
  AlertRecalled,
  ManifestAccepted,
  TravellerAssessed,
} from '@vigia/contracts';
import { DEFAULT_RULES, EMPTY_ALLOW_LIST, type AllowList, type TravelLeg } from '@vigia/indicators';
import type { Contact } from '@vigia/manifest';
import { connectMongo, type Connection } from '@vigia/mongo';
import { forgetNothing, testStack } from '@vigia/testing';
import { AlertBook } from '../src/alerts/alert-book';
import { Clearances } from '../src/clearances';
import { Departures } from '../src/journeys/departures';
import { DueLooks } from '../src/journeys/due-looks';
import { quietLook } from '../src/journeys/look';
import { Routings } from '../src/journeys/routings';
import {
  lookAround,
  screenManifests,
  type Screened,
  type ScreeningNeeds,
} from '../src/screen-manifests';
import { Travels } from '../src/travels';
import { rescreenPartition } from '../src/upcoming/rescreen';
import { ScreenedVersions } from '../src/upcoming/screened-versions';
import { UpcomingTravellers } from '../src/upcoming/upcoming-travellers';
import { Watchlists } from '../src/watchlists';

export const contactKey = ({ kind, value }: Contact): string => `${kind}:${value}`;

/** Screening on a real store without Kafka, and what its readers would have made of what it tells. */
export class ScreeningHarness {
  watchlists = new Watchlists();
  readonly told: {
    assessed: TravellerAssessed[];
    raised: AlertRaised[];
    recalled: AlertRecalled[];
  } = { assessed: [], raised: [], recalled: [] };
  readonly needs: ScreeningNeeds & {
    travels: Travels;
    book: AlertBook;
    due: DueLooks;
    clearances: Clearances;
  };
  readonly upcoming: UpcomingTravellers;
  /** What the clock of this world says. */
  time = Date.parse('2026-02-01T00:00:00Z');

  private constructor(
    readonly connection: Connection,
    allowList: AllowList,
  ) {
    const travels = new Travels(connection);
    const now = (): Date => new Date((this.time += 1));
    this.upcoming = new UpcomingTravellers(
      (partition, at) => travels.upcoming(partition, at),
      () => new Date(this.time),
      (error) => {
        throw error;
      },
    );
    this.needs = {
      ...{
        travels,
        upcoming: this.upcoming,
        watchlists: this.watchlists,
        allowList,
        contactKey,
        now,
      },
      clearances: new Clearances(connection),
      departures: new Departures(connection, allowList, 0),
      routings: new Routings(connection),
      book: new AlertBook(connection),
      due: new DueLooks(connection),
      rules: DEFAULT_RULES,
    };
  }

  static async open(allowList: AllowList = EMPTY_ALLOW_LIST): Promise<ScreeningHarness> {
    const { mongodbUri, database } = testStack();
    const connection = await connectMongo({ uri: mongodbUri, database, appName: 'test' });
    const harness = new ScreeningHarness(connection, allowList);
    await harness.needs.travels.ensureIndexes(182);
    await harness.needs.book.ensureIndexes();
    await forgetNothing(connection);
    harness.watchlists.complete();
    await harness.upcoming.assign([0]);
    return harness;
  }

  async screen(accepted: readonly ManifestAccepted[]): Promise<Screened> {
    const screened = await screenManifests(this.needs)(accepted, 0);
    await this.tell(screened);
    return screened;
  }

  async rescreen(): Promise<number> {
    const { needs, upcoming, watchlists } = this;
    return rescreenPartition({
      ...{ ...needs, upcoming, watchlists, tell: (screened) => this.tell(screened) },
      screened: new ScreenedVersions(this.connection),
    })(0);
  }

  /** As the sweep does it. */
  async sweep(): Promise<void> {
    const legIds = await this.needs.due.next(new Date(this.time), 100);
    await this.tell(
      await lookAround(this.needs, quietLook(await this.needs.travels.byIds(legIds))),
    );
    await this.needs.due.done(legIds);
  }

  /** The alerts that stand for whoever reads both topics in any order: the later word counts. */
  standing(): AlertRaised[] {
    const last = new Map<string, { at: string; alert?: AlertRaised }>();
    for (const alert of this.told.raised) {
      if ((last.get(alert.alertId)?.at ?? '') <= alert.occurredAt) {
        last.set(alert.alertId, { at: alert.occurredAt, alert });
      }
    }
    for (const { alertId, occurredAt } of this.told.recalled) {
      if ((last.get(alertId)?.at ?? '') < occurredAt) last.set(alertId, { at: occurredAt });
    }
    return [...last.values()].flatMap(({ alert }) => (alert ? [alert] : []));
  }

  standingIds(): string[] {
    return this.standing()
      .map(({ alertId }) => alertId)
      .sort();
  }

  async legs(): Promise<TravelLeg[]> {
    const found = await this.connection.collection('legs').find({}).toArray();
    const documents = await this.needs.travels.byIds(found.map(({ _id }) => String(_id)));
    return documents.map(({ leg }) => leg).sort((a, b) => (a.legId < b.legId ? -1 : 1));
  }

  /** An empty store, as before the first list. */
  async clear(): Promise<void> {
    const collections = [
      'legs',
      'marks',
      'departures',
      'routings',
      'alerts',
      'due',
      'clearances',
      'screened',
    ];
    for (const name of collections) await this.connection.collection(name).deleteMany({});
    this.told.assessed.length = 0;
    this.told.raised.length = 0;
    this.told.recalled.length = 0;
    await this.upcoming.assign([]);
    await this.upcoming.assign([0]);
  }

  /** No list at all, as before the first import. */
  forgetLists(): void {
    this.watchlists = new Watchlists();
    this.watchlists.complete();
    this.needs.watchlists = this.watchlists;
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async tell({ results, recalls, settled }: Screened): Promise<void> {
    this.told.assessed.push(...results.map(({ assessed }) => assessed));
    this.told.raised.push(...results.flatMap(({ alerts }) => alerts));
    this.told.recalled.push(...recalls);
    await this.needs.book.put(settled);
  }
}
