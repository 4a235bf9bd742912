import { HttpProblem } from '@vigia/service';
import type { ImportTally } from './import-report';

/** Refuses an import as a whole, with everything that is wrong row by row. */
export const refusal = (tally: ImportTally, text: { es: string; en: string }): HttpProblem =>
  new HttpProblem(422, 'VIGIA_IMPORT_REFUSED', text, {
    problems: tally.problems,
    problemsTotal: tally.problemsTotal,
  });

/** Throws HttpProblem 422 when nothing in the file was an entry. */
export const refuseWithout = (tally: ImportTally): void => {
  if (tally.entries > 0) return;
  throw refusal(tally, {
    es: 'El archivo no contiene ninguna entrada',
    en: 'The file holds no entry',
  });
};

/** Refuses an import that would withdraw too much. */
export const shrinkage = (tally: ImportTally, entries: number): HttpProblem =>
  new HttpProblem(
    422,
    'VIGIA_IMPORT_REFUSED',
    {
      es: `La importación retiraría ${tally.removed} de ${entries} entradas; confirme con allowShrink`,
      en: `The import would withdraw ${tally.removed} of ${entries} entries; confirm with allowShrink`,
    },
    { ...tally.counts(), entries, problems: tally.problems, problemsTotal: tally.problemsTotal },
  );
