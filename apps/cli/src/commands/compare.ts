import { compare, DEFAULT_POLICY, type Entry } from '@vigia/matching';
import type { Command } from 'commander';
import { readJsonLines, reportBrokenLine } from './read-json-lines';
import { queryOf, textOf, type TravellerLine } from './traveller-line';
import { LineWriter } from './write-lines';

interface PairLine {
  id?: string | number;
  query: TravellerLine;
  target: {
    names?: string | string[];
    name?: string;
    dob?: string | string[];
    nationality?: string | string[];
    docs?: { type?: unknown; number?: unknown; country?: unknown }[];
    sex?: string;
  };
}

/** Adds `vigia compare`: scores pairs of a traveller and an entry, on the path screening uses. */
export const registerCompare = (program: Command): void => {
  program
    .command('compare')
    .description(
      'score pairs of a traveller and an entry, 0 to 1; a JSON line a pair; ' +
        `screening alerts from the threshold on (default: ${DEFAULT_POLICY.threshold})`,
    )
    .requiredOption('--pairs <file>', 'pairs as JSON lines; - is stdin')
    .action(async ({ pairs }: { pairs: string }) => {
      const out = new LineWriter(process.stdout);
      for await (const { id, query, target } of readJsonLines<PairLine>(pairs, reportBrokenLine)) {
        const { score, evidence } = compare(queryOf(query ?? {}), entryOf(target ?? {}));
        await out.write({ id: id ?? null, score, evidence });
      }
      await out.flush();
    });
};

const entryOf = (target: PairLine['target']): Entry => {
  const names = [...listOf(target.names), ...listOf(target.name)];
  const sex = textOf(target.sex)?.trim().charAt(0).toUpperCase();
  return {
    entryId: 'target',
    listId: 'pairs',
    kind: 'person',
    names: names.map((full, at) => ({ full, quality: at === 0 ? 'primary' : 'strong' })),
    datesOfBirth: listOf(target.dob),
    nationalities: listOf(target.nationality),
    documents: (Array.isArray(target.docs) ? target.docs : []).flatMap((document) => {
      const number = textOf(document?.number);
      const country = textOf(document?.country);
      if (number === undefined) return [];
      return [{ type: textOf(document.type) ?? 'U', number, ...(country ? { country } : {}) }];
    }),
    ...(sex === 'M' || sex === 'F' ? { sex } : {}),
  };
};

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((item) => textOf(item)?.trim() ?? []);
