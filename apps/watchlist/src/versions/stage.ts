import { randomUUID } from 'node:crypto';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import type { ListDocument } from '../lists/list';
import { OPEN, type NewRevision, type Revision, type VersionRecord } from './revision';
import { removeStaged, type StagingOptions } from './staging';

type Session = Awaited<ReturnType<Connection['startSession']>>;

/** What a commit tells of the version. */
export type Committed = Pick<VersionRecord, 'added' | 'changed' | 'removed'> & {
  /** Active entries more (or fewer) than before. */
  growth: number;
  /** Whether the owner said by this "this is the list". */
  confirms: boolean;
  details?: Readonly<Record<string, unknown>>;
};

/** The next version of one list while it is prepared: staged, then committed or abandoned. */
export class Stage {
  private readonly lists;
  private readonly revisions;
  private readonly versions;
  private readonly id: string;
  private readonly heartbeat: NodeJS.Timeout;
  private written = 0;

  constructor(
    private readonly connection: Connection,
    private readonly options: Pick<StagingOptions, 'now' | 'leaseMs'>,
    /** The list as it was when the stage opened; its version is the live one meanwhile. */
    readonly list: ListDocument,
    private readonly session: Session,
  ) {
    this.id = list.staging?.id ?? '';
    this.lists = connection.collection<ListDocument>('lists');
    this.revisions = connection.collection<Revision>('revisions');
    this.versions = connection.collection<VersionRecord>('versions');
    // Keeps the lease while a slow reader has nothing to write. Losing it shows in the next write.
    this.heartbeat = setInterval(() => {
      this.renew().catch(() => undefined);
    }, options.leaseMs / 3);
  }

  /** The version that this becomes if it changes anything. */
  get version(): number {
    return this.list.version + 1;
  }

  /** How many entries the version changes so far. */
  get changes(): number {
    return this.written;
  }

  /**
   * Stages revisions of different keys, with the lease renewed in the same transaction. Throws
   * HttpProblem 503 when the lease was lost: then nothing of this was written.
   */
  async write(revisions: readonly NewRevision[]): Promise<void> {
    if (revisions.length === 0) return;
    const at = this.options.now();
    const [listId, from] = [this.list._id, this.version];
    const documents = revisions.map((revision): Revision => ({
      ...revision,
      _id: `${revision.key}@${from}`,
      listId,
      from,
      until: OPEN,
      at,
    }));
    const keys = revisions.map(({ key }) => key);
    await this.fenced(async (session) => {
      await this.revisions.updateMany(
        { listId, key: { $in: keys }, from: { $lt: from }, until: OPEN },
        { $set: { until: from } },
        { session },
      );
      await this.revisions.insertMany(documents, { session, ordered: false });
    });
    this.written += documents.length;
  }

  /**
   * Makes the staged version the live one: a single write to the list's document, which also says
   * that the topics have to be told. Without any change it only confirms the version that is live.
   * `along` takes part in the same transaction. Answers the list as it is now.
   */
  async commit(
    { growth, confirms, details = {}, ...counts }: Committed,
    along: (session: Session) => Promise<void> = async () => undefined,
  ): Promise<ListDocument> {
    const at = this.options.now();
    const { _id: listId, version: base, staging } = this.list;
    const version = this.changes > 0 ? this.version : base;
    const record: VersionRecord = {
      ...details,
      ...counts,
      _id: this.id,
      listId,
      version,
      kind: staging?.kind ?? 'edit',
      at,
      by: staging?.by ?? '',
    };
    const committed = this.changes > 0 && {
      version,
      changes: this.changes,
      entries: this.list.entries + growth,
      committedAt: at,
    };
    const isTold = version > 0 && (this.changes > 0 || confirms);
    await this.inTransaction(async (session) => {
      await along(session);
      await this.versions.insertOne(record, { session });
      const { matchedCount } = await this.lists.updateOne(
        { _id: listId, version: base, 'staging.id': this.id },
        {
          $set: {
            ...committed,
            ...(confirms && { confirmedAt: at }),
            ...(staging?.kind === 'import' && { importedAt: at }),
            ...(isTold && {
              unpublished: { id: randomUUID(), at, entries: this.changes > 0 },
            }),
          },
          $unset: { staging: '' },
        },
        { session },
      );
      if (matchedCount === 0) throw lost();
    });
    await this.close();
    const list = await this.lists.findOne({ _id: listId });
    if (!list) throw lost();
    return list;
  }

  /** Gives up: nothing of the version remains. Does nothing after a commit or a lost lease. */
  async abandon(): Promise<void> {
    await this.close();
    if (!(await this.renew())) return;
    await removeStaged(this.connection, this.list);
    await this.lists.updateOne(
      { _id: this.list._id, 'staging.id': this.id },
      { $unset: { staging: '' } },
    );
  }

  private async renew(session?: Session): Promise<boolean> {
    const leaseUntil = new Date(this.options.now().getTime() + this.options.leaseMs);
    const { matchedCount } = await this.lists.updateOne(
      { _id: this.list._id, 'staging.id': this.id },
      { $set: { 'staging.leaseUntil': leaseUntil } },
      session && { session },
    );
    return matchedCount > 0;
  }

  private async fenced(work: (session: Session) => Promise<void>): Promise<void> {
    await this.inTransaction(async (session) => {
      if (!(await this.renew(session))) throw lost();
      await work(session);
    });
  }

  private async inTransaction(work: (session: Session) => Promise<void>): Promise<void> {
    try {
      await this.session.withTransaction(() => work(this.session));
    } catch (error) {
      // Whoever took the turn over ended our session first: what failed then is the turn, not the write.
      if (error instanceof HttpProblem || (await this.renew())) throw error;
      throw lost();
    }
  }

  private async close(): Promise<void> {
    clearInterval(this.heartbeat);
    await this.session.endSession();
  }
}

const lost = (): HttpProblem =>
  new HttpProblem(503, 'VIGIA_UNAVAILABLE', {
    es: 'El servicio perdió el turno de esta lista; nada cambió, intente de nuevo',
    en: 'The service lost its turn at this list; nothing changed, try again',
  });
