import { createHash } from 'node:crypto';
import { codecOf, TOPICS } from '@vigia/contracts';
import { deriveId } from '@vigia/manifest';
import type { Entry } from '@vigia/matching';
import type { OutboxMessage } from '@vigia/mongo';
import { HttpProblem, traceHeaders } from '@vigia/service';
import type { EntryDocument, ImportReport, ListDocument } from './list';
import type { Lists } from './lists';
import { readImport, type ImportBody } from './read-import';

interface Needs {
  lists: Lists;
  now: () => Date;
  largestShrink: number;
}

const codec = codecOf(TOPICS.watchlistEntry);

/**
 * Makes a list what the imported file says and publishes only what differs. The list's version goes
 * up when at least one entry changed. Importing the same file again publishes nothing, so an import
 * that a crash cut short is completed by doing it again.
 *
 * Throws HttpProblem 422 when the file holds no entry, or when it would withdraw more of the list
 * than is plausible: a cut file must not empty a live list.
 */
export const importList =
  ({ lists, now, largestShrink }: Needs) =>
  async (list: ListDocument, body: ImportBody, by: string): Promise<ImportReport> => {
    const { entries, problems } = readImport(body, list._id);
    const present = await lists.digests(list._id);
    const incoming = new Map<string, { entry: Entry; digest: string }>();
    for (const entry of entries) {
      const id = `${list._id}:${entry.entryId}`;
      incoming.set(id, { entry: { ...entry, entryId: id }, digest: digestOf(entry) });
    }
    const active = [...present].filter(([, { status }]) => status === 'active');
    const gone = active.map(([id]) => id).filter((id) => !incoming.has(id));
    if (!body.allowShrink && active.length > 0 && gone.length / active.length > largestShrink) {
      throw shrinkage(gone.length, active.length);
    }

    const differing = [...incoming].filter(([id, { digest }]) => {
      const known = present.get(id);
      return known?.digest !== digest || known.status !== 'active';
    });
    const version = list.version + (differing.length + gone.length > 0 ? 1 : 0);
    const withdrawn = await lists.entriesById(gone);
    const changes = [
      ...differing.map(([_id, fields]) => ({ _id, ...fields, status: 'active' as const })),
      ...withdrawn.map(({ _id, entry, digest }) => ({
        _id,
        entry,
        digest,
        status: 'withdrawn' as const,
      })),
    ].map((change) => ({ ...change, listId: list._id, listVersion: version }));
    const at = now();
    const documents = changes.map((change) => ({
      ...change,
      ...lists.outbox.fields([messageOf(change, list, at)]),
    }));
    await lists.putEntries(documents);
    const added = differing.filter(([id]) => present.get(id)?.status !== 'active').length;
    const report: ImportReport = {
      listId: list._id,
      version,
      added,
      changed: differing.length - added,
      removed: gone.length,
      unchanged: incoming.size - differing.length,
      refused: problems.length,
      problems: problems.slice(0, 100),
    };
    await lists.recordImport(report, by, at);
    await Promise.all(documents.map((document) => lists.outbox.send(document._id, document)));
    return report;
  };

const digestOf = (entry: Entry): string =>
  createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 32);

const messageOf = (
  change: Omit<EntryDocument, 'outbox' | 'outboxAt'>,
  list: ListDocument,
  at: Date,
): OutboxMessage => {
  const { _id, entry, listVersion, status } = change;
  return {
    topic: TOPICS.watchlistEntry,
    key: _id,
    headers: traceHeaders(),
    value: codec.encode({
      eventId: deriveId('event', _id, listVersion, status),
      occurredAt: at.toISOString(),
      entryId: _id,
      listId: list._id,
      listVersion,
      listKind: list.kind,
      owner: list.owner,
      legalBasis: list.legalBasis,
      sample: list.sample,
      status,
      entry,
    }),
  };
};

const shrinkage = (gone: number, active: number): HttpProblem =>
  new HttpProblem(
    422,
    'VIGIA_IMPORT_REFUSED',
    {
      es: `La importación retiraría ${gone} de ${active} entradas; confirme con allowShrink`,
      en: `The import would withdraw ${gone} of ${active} entries; confirm with allowShrink`,
    },
    { removed: gone, entries: active },
  );
