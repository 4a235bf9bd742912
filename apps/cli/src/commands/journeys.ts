import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parse } from '@vigia/formats';
import {
  assessLegs,
  collectLegs,
  EMPTY_ALLOW_LIST,
  keyAllowList,
  type AllowList,
  type JourneyAssessment,
  type ListedManifest,
  type LostDocument,
} from '@vigia/indicators';
import { alpha3Of, deriveId, documentKey, type Contact } from '@vigia/manifest';
import type { Command } from 'commander';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { LineWriter } from './write-lines';

interface JourneysOptions {
  manifests: string;
  documents?: string;
  allowList?: string;
}

/** One line of the output: a journey with at least one indicator. */
export interface JourneyLine {
  travellerId: string;
  surname: string;
  given?: string;
  /** The number on the latest list. */
  document?: string;
  indicators: { id: string; family: string; text: { es: string; en: string } }[];
  score: number;
  alert: boolean;
}

/** Adds `vigia journeys`: route indicators over a folder of lists, offline. */
export const registerJourneys = (program: Command): void => {
  program
    .command('journeys')
    .description('stitch journeys from a folder of passenger lists and run the route indicators')
    .requiredOption('--manifests <dir>', 'folder of passenger lists in any format')
    .option('--documents <file>', 'CSV: number, issuer, type, status, reportedOn')
    .option('--allow-list <file>', 'JSON: {contacts, roles}')
    .action(async (options: JourneysOptions) => {
      try {
        const lines = await journeys(options);
        const out = new LineWriter(process.stdout);
        for (const line of lines) await out.write(line);
        await out.flush();
      } catch (error) {
        process.stderr.write(
          `vigia journeys: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exitCode = 2;
      }
    });
};

/** Reads the folder and answers the lines in a stable order. Throws when a file cannot be read. */
export const journeys = async (options: JourneysOptions): Promise<JourneyLine[]> => {
  const beside = [options.documents, options.allowList].flatMap((path) =>
    path ? [resolve(path)] : [],
  );
  const lists = await readLists(options.manifests, new Set(beside));
  const documents = options.documents
    ? lostDocuments(await readFile(options.documents, 'utf8'))
    : new Map<string, LostDocument>();
  const allowList = options.allowList
    ? readAllowList(await readFile(options.allowList, 'utf8'))
    : EMPTY_ALLOW_LIST;
  const { assessments, suspensions } = assessLegs(collectLegs(lists, contactKey), {
    allowList: keyAllowList(allowList, contactKey),
    lostDocuments: documents,
  });
  for (const { conveyance, indicator, alerted, travellers } of suspensions) {
    process.stderr.write(
      `suspended: ${indicator} on ${conveyance} (${alerted} of ${travellers} travellers)\n`,
    );
  }
  return assessments.filter(({ indicators }) => indicators.length > 0).map(toLine);
};

/** Offline there is nobody to hide a contact from: the key is the contact itself. */
const contactKey = ({ kind, value }: Contact): string => `${kind}:${value}`;

/** The lists of a folder, in the order of their file names; the lists beside them may lie there too. */
const readLists = async (
  folder: string,
  beside: ReadonlySet<string>,
): Promise<ListedManifest[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !beside.has(resolve(path)))
    .sort();
  const lists: ListedManifest[] = [];
  const receivedOn = new Date().toISOString().slice(0, 10);
  for (const path of files) {
    const bytes = await readFile(path);
    const rawSha256 = createHash('sha256').update(bytes).digest('hex');
    const file = relative(folder, path);
    const result = parse(bytes, { file, rawSha256, receivedOn });
    if (result.outcome === 'rejected') process.stderr.write(`refused: ${file}\n`);
    result.manifests.forEach((manifest, index) => {
      const manifestId = deriveId('manifest', manifest.carrier.code, rawSha256, index);
      lists.push({ manifest, manifestId, order: lists.length });
    });
  }
  return lists;
};

const toLine = ({ journey, indicators, score, alert }: JourneyAssessment): JourneyLine => {
  const latest = journey.legs.at(-1);
  const { name, documents } = latest?.identity ?? { name: { surname: '' }, documents: [] };
  const number =
    documents[0]?.number ??
    journey.legs.findLast((leg) => leg.identity.documents[0])?.identity.documents[0]?.number;
  return {
    travellerId: latest?.travellerId ?? '',
    surname: name.surname,
    ...(name.given === undefined ? {} : { given: name.given }),
    ...(number === undefined ? {} : { document: number }),
    indicators: indicators.map(({ id, family, text }) => ({ id, family, text })),
    score,
    alert,
  };
};

const HARMLESS = /^(found|recovered|returned|valid|recuperad|encontrad|devuelt|vigente)/i;

/** Lost and stolen documents by key; the earliest report of a document counts. */
export const lostDocuments = (text: string): Map<string, LostDocument> => {
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(parseCsv(text, { columns: true, bom: true, trim: true, skip_empty_lines: true }));
  const found = new Map<string, LostDocument>();
  for (const row of rows) {
    const { number = '', issuer = '', type = 'U', status = 'lost', reportedOn = '' } = row;
    const key = documentKey({ type, number, issuer: stateCode(issuer) });
    if (key === undefined || HARMLESS.test(status)) continue;
    const known = found.get(key);
    if (known && (known.reportedOn ?? '') <= reportedOn) continue;
    found.set(key, { status, ...(reportedOn ? { reportedOn: reportedOn.slice(0, 10) } : {}) });
  }
  return found;
};

const stateCode = (issuer: string): string => {
  const code = issuer.toUpperCase();
  return code.length === 2 ? (alpha3Of(code) ?? code) : code;
};

const day = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const allowListShape = z.object({
  contacts: z
    .array(z.object({ type: z.string(), value: z.string(), validFrom: day, validTo: day }))
    .default([]),
  roles: z
    .array(z.object({ role: z.string(), document: z.string(), issuer: z.string() }))
    .default([]),
});

/** The allow-list of a file. Throws with the place of every problem. */
export const readAllowList = (text: string): AllowList => {
  const { contacts, roles } = allowListShape.parse(JSON.parse(text));
  return {
    contacts: contacts.map(({ type, value, validFrom, validTo }) => ({
      type,
      value,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
    })),
    roles: roles.map((role) => ({ ...role, issuer: stateCode(role.issuer) })),
  };
};
