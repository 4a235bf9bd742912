import { problemRow, type ListFormat, type ReadCounts, type RowProblem } from '@vigia/matching';
import { z } from 'zod';

/** Problems that one answer tells in full; `problemsTotal` counts them all. */
const MOST_PROBLEMS = 10_000;

/** What an import did, or would do: rows by what became of them, entries by how the list changes. */
export interface ImportReport extends ReadCounts {
  listId: string;
  format: ListFormat;
  /** Version that is live after it. */
  version: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Entries edited by hand that stand, because the file says nothing new about them. */
  edited: number;
  dryRun: boolean;
  /** Whether the topics have been told of it all; if not yet, the relay goes on. */
  published: boolean;
  problems: RowProblem[];
  problemsTotal: number;
}

const text = z.object({ es: z.string(), en: z.string() });

export const problemSchema = z.object({
  file: z.string().optional(),
  row: z.int(),
  field: z.string().optional(),
  code: z.string(),
  refused: z.boolean(),
  entryId: z.string().optional(),
  text,
});

export const reportSchema = z.object({
  listId: z.string(),
  format: z.string(),
  version: z.int(),
  rows: z.int(),
  entries: z.int(),
  refused: z.int(),
  skipped: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  edited: z.int(),
  dryRun: z.boolean(),
  published: z.boolean(),
  problems: z.array(problemSchema),
  problemsTotal: z.int(),
});

/** Counts rows and changes while an import goes on. */
export class ImportTally {
  readonly problems: RowProblem[] = [];
  problemsTotal = 0;
  refused = 0;
  skipped = 0;
  entries = 0;
  added = 0;
  changed = 0;
  removed = 0;
  unchanged = 0;
  edited = 0;

  problem(problem: RowProblem): void {
    this.problemsTotal += 1;
    if (problem.refused) this.refused += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem);
  }

  note(...problem: Parameters<typeof problemRow>): void {
    const row = problemRow(...problem);
    if (row.kind === 'problem') this.problem(row.problem);
  }

  counts() {
    const { entries, refused, skipped, added, changed, removed, unchanged, edited } = this;
    const rows = entries + refused + skipped;
    return { rows, entries, refused, skipped, added, changed, removed, unchanged, edited };
  }
}
