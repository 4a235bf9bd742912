import { meter } from '@vigia/service';
import type { ImportReport } from '../imports/import-report';
import { ageMs, isStale, type ListDocument } from './list';

/** Shows age, staleness, size and version of every list whenever metrics are asked for. */
export const observeLists = (all: () => Promise<ListDocument[]>, now: () => Date): void => {
  const age = meter().createObservableGauge('vigia.list.age', {
    unit: 's',
    description: 'Time since the owner last confirmed the list',
  });
  const stale = meter().createObservableGauge('vigia.list.stale', {
    description: '1 when the list was not confirmed for longer than its owner allows',
  });
  const entries = meter().createObservableGauge('vigia.list.entries');
  const version = meter().createObservableGauge('vigia.list.version');
  const unpublished = meter().createObservableGauge('vigia.list.unpublished', {
    description: '1 while a committed version is not on the topics yet',
  });
  meter().addBatchObservableCallback(
    async (result) => {
      for (const list of await all()) {
        const labels = { list: list._id, owner: list.owner, kind: list.kind };
        result.observe(age, Math.floor(ageMs(list, now()) / 1000), labels);
        result.observe(stale, isStale(list, now()) ? 1 : 0, labels);
        result.observe(entries, list.entries, labels);
        result.observe(version, list.version, labels);
        result.observe(unpublished, list.unpublished ? 1 : 0, labels);
      }
    },
    [age, stale, entries, version, unpublished],
  );
};

/** Counts imports by what became of them, and their rows. */
export const countImports = (): {
  done: (report: ImportReport) => void;
  refused: (format: string) => void;
} => {
  const imports = meter().createCounter('vigia.list.imports');
  const rows = meter().createCounter('vigia.list.import.rows');
  return {
    done: ({ format, dryRun, entries, refused, skipped }) => {
      imports.add(1, { format, outcome: dryRun ? 'dryRun' : 'imported' });
      rows.add(entries, { format, outcome: 'entry' });
      rows.add(refused, { format, outcome: 'refused' });
      rows.add(skipped, { format, outcome: 'skipped' });
    },
    refused: (format) => imports.add(1, { format, outcome: 'refused' }),
  };
};
