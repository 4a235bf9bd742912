import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A sample list, ready to be submitted by its carrier. */
export interface Sample {
  name: string;
  carrier: string;
  contentType: string;
  body: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.edi': 'application/edifact',
  '.json': 'application/json',
};

/** Who sends which sample: the carrier's code stands second in the file's name, or is told here. */
const CARRIERS: readonly [pattern: RegExp, carrier: string][] = [
  [/-su\d/, 'SU'],
  [/-kl\d/, 'KL'],
  [/-cm\d/, 'CM'],
  [/-tica-/, 'TICABUS'],
  [/-transnica-/, 'TRANSNICA'],
  [/-galgos-/, 'GALGOS'],
];

/** Reads the sample lists with their days counted from `today`, in the order of their names. */
export const readSamples = (folder: string, today: Date): Sample[] =>
  readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      carrier: CARRIERS.find(([pattern]) => pattern.test(name))?.[1] ?? '',
      contentType: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
      body: fillDays(readFileSync(join(folder, name), 'utf8'), today),
    }));

/** Replaces `{{D-3}}` (2026-07-03), `{{d-3}}` (260703) and `{{es-3}}` (03/07/2026). */
export const fillDays = (text: string, today: Date): string =>
  text.replace(/\{\{(D|d|es)([+-]\d+)\}\}/g, (_, form: string, days: string) => {
    const day = new Date(today.getTime() + Number(days) * 24 * 3600 * 1000);
    const iso = day.toISOString().slice(0, 10);
    if (form === 'D') return iso;
    const [year = '', month = '', date = ''] = iso.split('-');
    return form === 'd' ? `${year.slice(2)}${month}${date}` : `${date}/${month}/${year}`;
  });
