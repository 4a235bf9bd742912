import {
  duplicateRow,
  refusesWholeFile,
  streamList,
  type Entry,
  type ListFiles,
  type ListFormat,
  type ListRow,
} from '@vigia/matching';
import type { ListDocument } from '../lists/list';
import { keyOf, type NewRevision } from '../versions/revision';
import type { At, Revisions } from '../versions/revisions';
import type { Stage } from '../versions/stage';
import type { Staging } from '../versions/staging';
import { compareEntry, goesWithFile } from './compare-entry';
import { ImportTally, type ImportReport } from './import-report';
import { refusal, refuseWithout, shrinkage } from './refusals';
import { SeenIds } from './seen-ids';

export interface ImportRequest {
  format: ListFormat;
  files: ListFiles<() => AsyncIterable<string>>;
  /** Import even if a large part of the list goes. */
  allowShrink: boolean;
  /** Say what would happen and change nothing. */
  dryRun: boolean;
}

interface Needs {
  staging: Pick<Staging, 'open'>;
  revisions: Pick<Revisions, 'byKeys' | 'activeKeys'>;
  /** Sends the committed version; true once all of it is out. */
  publish: (listId: string) => Promise<boolean>;
  largestShrink: number;
}

const BATCH = 1000;
/** Characters of the largest entry, well below what Kafka takes as one record. */
const LARGEST_ENTRY = 200_000;

/**
 * Makes a list what the imported file says, as one version: all of it or nothing. The file is read
 * piece by piece and compared in batches, so that memory stays flat. A file without differences
 * confirms the version that is live.
 *
 * Throws HttpProblem 422 when the file is cut or broken as a whole, holds no entry, or would
 * withdraw more of the list than is plausible; 409 while another import of the list goes on. Then
 * nothing is changed and nothing published.
 */
export const importList =
  (needs: Needs) =>
  async (list: ListDocument, request: ImportRequest, by: string): Promise<ImportReport> => {
    const { staging, publish } = needs;
    const stage = request.dryRun ? undefined : await staging.open(list._id, 'import', by);
    try {
      const tally = await stageImport(needs, stage?.list ?? list, request, by, stage);
      const live = (await stage?.commit(committedOf(tally, request))) ?? list;
      const published = stage ? await publish(list._id).catch(() => false) : false;
      return {
        listId: list._id,
        format: request.format,
        version: live.version,
        ...tally.counts(),
        dryRun: request.dryRun,
        published,
        problems: tally.problems,
        problemsTotal: tally.problemsTotal,
      };
    } finally {
      await stage?.abandon();
    }
  };

const committedOf = (tally: ImportTally, { format }: ImportRequest) => {
  const { added, changed, removed, ...counts } = tally.counts();
  return {
    added,
    changed,
    removed,
    growth: added - removed,
    confirms: true,
    details: {
      format,
      ...counts,
      problems: tally.problems.slice(0, 100),
      problemsTotal: tally.problemsTotal,
    },
  };
};

/** Reads and compares everything; writes to the stage if there is one. */
const stageImport = async (
  { revisions, largestShrink }: Needs,
  list: At,
  { format, files, allowShrink }: ImportRequest,
  by: string,
  stage: Stage | undefined,
): Promise<ImportTally> => {
  const tally = new ImportTally();
  const named = new SeenIds();
  const seen = new SeenIds();
  for await (const rows of batchesOf(streamList(format, files, list._id))) {
    const entries = rows.flatMap((row) => accept(row, list, tally, seen, named));
    const keys = entries.map(({ entry }) => entry.entryId);
    const known = await revisions.byKeys(list, keys);
    const written: NewRevision[] = [];
    for (const { entry, row } of entries) {
      const found = compareEntry(entry, known.get(entry.entryId), by);
      tally[found.kind] += 1;
      if (!('revision' in found)) continue;
      written.push(found.revision);
      if (found.overridesEdit) tally.note('LIST_EDIT_OVERRIDDEN', row, { entryId: entry.entryId });
    }
    await stage?.write(written);
  }
  refuseWithout(tally);
  const isGone = ({ key }: { key: string }): boolean => !seen.has(key) && !named.has(key);
  let active = 0;
  for await (const entry of revisions.activeKeys(list)) {
    if (!goesWithFile(entry)) continue;
    active += 1;
    if (isGone(entry)) tally.removed += 1;
  }
  if (!allowShrink && active > 0 && tally.removed / active > largestShrink) {
    throw shrinkage(tally, active);
  }
  if (stage && tally.removed > 0) await withdraw(revisions, list, isGone, by, stage);
  return tally;
};

const withdraw = async (
  revisions: Needs['revisions'],
  list: At,
  isGone: (entry: { key: string }) => boolean,
  by: string,
  stage: Stage,
): Promise<void> => {
  let keys: string[] = [];
  const flush = async (): Promise<void> => {
    const known = await revisions.byKeys(list, keys);
    await stage.write(
      [...known.values()].map(({ key, entry, digest }) => ({
        key,
        entry,
        digest,
        by,
        status: 'withdrawn' as const,
        origin: 'import' as const,
      })),
    );
    keys = [];
  };
  for await (const entry of revisions.activeKeys(list)) {
    if (goesWithFile(entry) && isGone(entry)) keys.push(entry.key);
    if (keys.length >= BATCH) await flush();
  }
  await flush();
};

/** The entry of a row under its key, or nothing, with the reason in the tally. */
const accept = (
  row: ListRow,
  list: At,
  tally: ImportTally,
  seen: SeenIds,
  named: SeenIds,
): { entry: Entry; row: number }[] => {
  if (row.kind === 'skipped') tally.skipped += 1;
  else if (row.kind === 'problem') {
    tally.problem(row.problem);
    if (refusesWholeFile(row.problem)) throw refusal(tally, row.problem.text);
    // A row that names an entry and is refused says nothing about withdrawing it.
    const { entryId, refused } = row.problem;
    if (refused && entryId) named.add(keyOf(list._id, entryId));
  } else {
    const key = keyOf(list._id, row.entry.entryId);
    const note = { file: row.file, refused: true, entryId: row.entry.entryId };
    if (row.entry.entryId.length > 200) tally.note('LIST_ROW_BROKEN', row.row, { refused: true });
    else if (JSON.stringify(row.entry).length > LARGEST_ENTRY) {
      named.add(key);
      tally.note('LIST_ROW_TOO_LARGE', row.row, note);
    } else if (!seen.add(key)) {
      const duplicate = duplicateRow(row);
      if (duplicate.kind === 'problem') tally.problem(duplicate.problem);
    } else {
      tally.entries += 1;
      return [{ entry: { ...row.entry, entryId: key }, row: row.row }];
    }
  }
  return [];
};

/** Rows as they come, in batches of a bounded number. */
async function* batchesOf(pieces: AsyncIterable<ListRow[]>): AsyncGenerator<ListRow[]> {
  let batch: ListRow[] = [];
  for await (const rows of pieces) {
    for (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
