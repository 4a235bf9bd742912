import {
  parse,
  writeErrorFile,
  type ParseResult,
  type TableOptions,
  type TripFacts,
} from '@vigia/formats';
import type { Connection } from '@vigia/mongo';

/** Raw lists go 24 h after arrival (safeguard 10). */
const KEPT_MS = 24 * 3_600_000;

interface OriginalDocument {
  _id: string;
  carrierId: string;
  body: Buffer;
  contentType?: string;
  trip?: TripFacts;
  receivedOn: string;
  expiresAt: Date;
}

/** What is needed of a submission to find its bad rows again. */
interface Kept {
  body: Buffer;
  contentType?: string;
  trip?: TripFacts;
}

/**
 * Tables of which some rows were bad, as they came, for a day: so long a carrier can fetch the bad
 * rows with their reasons. Lists without a bad row are not kept at all.
 */
export class Originals {
  private readonly collection;

  constructor(
    connection: Connection,
    private readonly now: () => Date,
  ) {
    this.collection = connection.collection<OriginalDocument>('originals');
  }

  async ensureIndexes(): Promise<void> {
    await this.collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  }

  /** Keeps the list if rows of it are to blame; again and again changes nothing. */
  async keep(
    {
      receiptId,
      carrierId,
      receivedAt,
    }: { receiptId: string; carrierId: string; receivedAt: Date },
    { body, contentType, trip }: Kept,
    { format, findings }: ParseResult,
  ): Promise<void> {
    const isTable = format === 'csv' || format === 'xlsx';
    const bad = findings.some(({ row, severity }) => row !== undefined && severity !== 'info');
    if (!isTable || !bad) return;
    const document = {
      carrierId,
      body,
      receivedOn: receivedAt.toISOString().slice(0, 10),
      ...(contentType && { contentType }),
      ...(trip && { trip }),
      expiresAt: new Date(receivedAt.getTime() + KEPT_MS),
    };
    await this.collection.updateOne(
      { _id: receiptId },
      { $setOnInsert: document },
      { upsert: true },
    );
  }

  /** The file with the bad rows alone; nothing when there is none, no more, or it is another's. */
  async errorFile(
    carrierId: string,
    receiptId: string,
    options: TableOptions,
  ): Promise<Uint8Array | undefined> {
    const kept = await this.collection.findOne(
      { _id: receiptId, carrierId, expiresAt: { $gt: this.now() } },
      { promoteBuffers: true },
    );
    if (!kept) return undefined;
    const { body, contentType, trip, receivedOn } = kept;
    const result = parse(body, {
      file: 'body',
      rawSha256: '',
      receivedOn,
      sender: carrierId,
      ...(contentType && { contentType }),
      ...(trip && { trip }),
    });
    return writeErrorFile(body, result, options);
  }
}
