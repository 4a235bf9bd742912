import { compare, type Entry } from '@vigia/matching';
import type { Command } from 'commander';
import { readJsonLines } from './read-json-lines';
import { queryOf, type TravellerLine } from './traveller-line';
import { LineWriter } from './write-lines';

interface PairLine {
  id?: string | number;
  query: TravellerLine;
  target: {
    names?: string[];
    name?: string;
    dob?: string | string[];
    nationality?: string | string[];
    docs?: { type?: string; number: string; country?: string }[];
    sex?: string;
  };
}

/** Adds `vigia compare`: scores pairs of a traveller and an entry, on the path screening uses. */
export const registerCompare = (program: Command): void => {
  program
    .command('compare')
    .description('score pairs of a traveller and an entry; a JSON line a pair')
    .requiredOption('--pairs <file>', 'pairs as JSON lines; - is stdin')
    .action(async ({ pairs }: { pairs: string }) => {
      const out = new LineWriter(process.stdout);
      for await (const { id, query, target } of readJsonLines<PairLine>(pairs)) {
        const { score, evidence } = compare(queryOf(query ?? {}), entryOf(target ?? {}));
        await out.write({ id, score, evidence });
      }
      await out.flush();
    });
};

const entryOf = (target: PairLine['target']): Entry => {
  const names = [...(target.names ?? []), ...(target.name ? [target.name] : [])];
  const sex = target.sex?.charAt(0).toUpperCase();
  return {
    entryId: 'target',
    listId: 'pairs',
    kind: 'person',
    names: names.map((full, at) => ({ full, quality: at === 0 ? 'primary' : 'strong' })),
    datesOfBirth: listOf(target.dob),
    nationalities: listOf(target.nationality),
    documents: (target.docs ?? []).map(({ type, number, country }) => ({
      type: type ?? 'U',
      number: `${number}`,
      ...(country ? { country } : {}),
    })),
    ...(sex === 'M' || sex === 'F' ? { sex } : {}),
  };
};

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined || value === null
    ? []
    : (Array.isArray(value) ? value : [value]).map((item) => `${item}`.trim()).filter(Boolean);
