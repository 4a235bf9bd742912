import type { Connection } from '@vigia/mongo';
import { noneOf } from './none-of';
import type { AlertRow } from './rows/alert-changes';
import { Assessments } from './rows/assessments';
import { unpackVersion } from './rows/pack-version';
import type { AssessedPart, JourneyRow, StoredRow, TravellerRow } from './rows/row';

interface Reading {
  sort?: Record<string, 1 | -1>;
  limit?: number;
  maxTimeMS?: number;
  /** All versions that are kept, not only the one in force. */
  allVersions?: boolean;
  /** Assessments that are at hand, by traveller; those of the others are read. */
  told?: ReadonlyMap<string, AssessedPart> | undefined;
}

/** The rows analysts read. They are rebuilt from the topics, never migrated. */
export class ReadModel {
  readonly travellers;
  readonly journeys;
  readonly alerts;
  readonly assessments;
  readonly plain;

  constructor(readonly connection: Connection) {
    this.travellers = connection.collection<StoredRow>('travellers');
    this.journeys = connection.collection<JourneyRow>('journeys');
    this.alerts = connection.collection<AlertRow>('alerts');
    this.assessments = new Assessments(connection);
    this.plain = {
      travellers: connection.collection('travellers'),
      journeys: connection.collection('journeys'),
      manifests: connection.collection('manifests'),
      rejections: connection.collection('rejections'),
      alerts: connection.collection('alerts'),
      assessments: connection.collection('assessments'),
    };
  }

  /**
   * Rows that match, with the version in force and the newest assessment of each; without what only
   * indexes and statistics look at.
   */
  async rows(
    filter: object,
    { sort, limit, maxTimeMS, allVersions = false, told }: Reading = {},
  ): Promise<TravellerRow[]> {
    const cursor = this.travellers
      .find(filter, { ...(maxTimeMS && { maxTimeMS }) })
      .project<StoredRow>({
        keys: 0,
        nodes: 0,
        cell: 0,
        ...(!allVersions && { versions: { $slice: -1 } }),
      });
    if (sort) cursor.sort(sort);
    if (limit) cursor.limit(limit);
    const found = await cursor.toArray();
    const assessed = await this.assessed(
      found.map(({ _id }) => _id),
      told,
    );
    return found.map(({ versions, ...row }) => ({
      assessed: assessed.get(row._id),
      ...(versions && { versions: versions.map(unpackVersion) }),
      ...row,
    }));
  }

  /**
   * The rows of these travellers, by id. Of somebody whose list has not come in yet there is what the
   * assessment says.
   */
  async standings(
    travellerIds: readonly string[],
    told?: ReadonlyMap<string, AssessedPart>,
  ): Promise<Map<string, TravellerRow>> {
    if (travellerIds.length === 0) return new Map();
    const asked = [...new Set(travellerIds)];
    const found = await this.rows({ _id: { $in: asked } }, { told });
    const rows = new Map(found.map((row) => [row._id, row]));
    const missing = asked.filter((id) => !rows.has(id));
    for (const [_id, assessed] of await this.assessed(missing, told)) {
      const { conveyanceKey: conveyance, departedAt } = assessed;
      rows.set(_id, { _id, conveyance, departedAt, assessed });
    }
    return rows;
  }

  private async assessed(
    travellerIds: readonly string[],
    told: ReadonlyMap<string, AssessedPart> = new Map(),
  ): Promise<Map<string, AssessedPart>> {
    const read = await this.assessments.newest(travellerIds.filter((id) => !told.has(id)));
    for (const id of travellerIds) {
      const assessed = told.get(id);
      if (assessed) read.set(id, assessed);
    }
    return read;
  }

  /**
   * Whether a list, a close-out or an assessment has said more of any of these travellers since their
   * rows were read. MongoDB compares, so that an answer of nothing is all that comes back.
   */
  async haveMoved(rows: ReadonlyMap<string, TravellerRow>): Promise<boolean> {
    const stored = [...rows.values()].filter(({ listed, boarding }) => listed ?? boarding);
    const asRead = stored.map(({ _id, listed, boarding }) => ({
      _id,
      'listed.order': listed?.order ?? null,
      'boarding.order': boarding?.order ?? null,
    }));
    const unlike: object = { _id: { $in: [...rows.keys()] }, ...noneOf(asRead) };
    const changed = await this.travellers.findOne(unlike, { projection: { _id: 1 } });
    if (changed) return true;
    const orders = [...rows].map(([id, { assessed }]) => [id, assessed?.order] as const);
    return this.assessments.haveNewer(new Map(orders));
  }

  /**
   * Creates what is missing, each collection in one pass. Every row goes by a TTL index (safeguard
   * 10); a retention that has been changed since is put into force.
   */
  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    const forgotten = (field: string): IndexDescription => ({
      key: { [field]: 1 },
      name: `${field}_1`,
      expireAfterSeconds,
    });
    const some = (field: string): IndexDescription => ({
      key: { [field]: 1, departedAt: -1, _id: 1 },
      partialFilterExpression: { [`${field}.0`]: { $exists: true } },
    });
    const indexes: Record<keyof ReadModel['plain'], IndexDescription[]> = {
      travellers: [
        { key: { keys: 1 } },
        { key: { nodes: 1, departedAt: -1 } },
        { key: { 'cell.month': 1 } },
      ],
      journeys: [
        { key: { tokens: 1, departedAt: -1, _id: 1 } },
        { key: { travellerIds: 1 } },
        {
          key: { visibleTo: 1, departedAt: -1, _id: 1 },
          partialFilterExpression: { outcome: { $in: ['routeMatch', 'alert'] } },
        },
        some('corridors'),
        some('indicators'),
      ],
      alerts: [
        { key: { visibleTo: 1, raisedAt: -1, _id: 1 } },
        { key: { travellerId: 1 } },
        { key: { 'disposed.$**': 1 } },
      ],
      manifests: [{ key: { countries: 1, month: 1 } }],
      rejections: [],
      assessments: [{ key: { travellerId: 1, order: -1 } }],
    };
    for (const [name, field] of Object.entries(FORGOTTEN_BY) as [
      keyof ReadModel['plain'],
      string,
    ][]) {
      await this.changeRetention(name, field, expireAfterSeconds);
      await this.plain[name].createIndexes([...indexes[name], forgotten(field)]);
    }
  }

  private async changeRetention(name: string, field: string, seconds: number): Promise<void> {
    const [known] = (await this.connection.db?.listCollections({ name }).toArray()) ?? [];
    if (!known) return;
    const indexes = await this.connection.collection(name).indexes();
    const index = indexes.find((one) => one.name === `${field}_1`);
    if (!index || index['expireAfterSeconds'] === seconds) return;
    const change = { name: `${field}_1`, expireAfterSeconds: seconds };
    await this.connection.db?.command({ collMod: name, index: change });
  }
}

/** The instant after which a row of each collection begins to age. */
const FORGOTTEN_BY = {
  travellers: 'departedAt',
  journeys: 'departedAt',
  alerts: 'raisedAt',
  assessments: 'departedAt',
  manifests: 'acceptedAt',
  rejections: 'rejectedAt',
} as const;

interface IndexDescription {
  key: Record<string, 1 | -1>;
  name?: string;
  expireAfterSeconds?: number;
  partialFilterExpression?: Record<string, unknown>;
}
