import type { WatchlistEntry } from '@vigia/contracts';
import type { LostDocument } from '@vigia/indicators';
import { documentKey } from '@vigia/manifest';

const HARMLESS = /^(found|recovered|returned|valid|recuperad|encontrad|devuelt|vigente)/i;
const DAY = /^\d{4}-\d\d-\d\d/;

/**
 * Lost and stolen documents by document key, from the entries of lists of the kind `documents`; what
 * D1 reads. An entry's programmes hold its status and, if the owner gives it, the day of the report;
 * else the day on which the entry came onto the list stands for it. The earliest report counts.
 */
export class LostDocuments {
  private readonly byKey = new Map<string, Map<string, LostDocument>>();
  private readonly keysOf = new Map<string, string[]>();

  put(record: WatchlistEntry): void {
    this.remove(record.entryId);
    if (record.listKind !== 'documents') return;
    const { documents, programmes = [] } = record.entry;
    const status = programmes.find((text) => !DAY.test(text)) ?? 'lost';
    if (HARMLESS.test(status)) return;
    const reportedOn = (programmes.find((text) => DAY.test(text)) ?? record.occurredAt).slice(
      0,
      10,
    );
    const keys = documents.flatMap(({ type, number, country }) => {
      const key = documentKey({ type, number, ...(country && { issuer: country }) });
      return key === undefined ? [] : [key];
    });
    for (const key of keys) {
      const reports = this.byKey.get(key) ?? new Map<string, LostDocument>();
      this.byKey.set(key, reports.set(record.entryId, { status, reportedOn }));
    }
    if (keys.length > 0) this.keysOf.set(record.entryId, keys);
  }

  remove(entryId: string): void {
    for (const key of this.keysOf.get(entryId) ?? []) {
      const reports = this.byKey.get(key);
      reports?.delete(entryId);
      if (reports?.size === 0) this.byKey.delete(key);
    }
    this.keysOf.delete(entryId);
  }

  find(key: string): LostDocument | undefined {
    const reports = this.byKey.get(key);
    if (!reports) return undefined;
    return [...reports.values()].sort((a, b) =>
      (a.reportedOn ?? '') < (b.reportedOn ?? '') ? -1 : 1,
    )[0];
  }
}
