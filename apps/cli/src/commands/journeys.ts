import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  assessLegs,
  collectLegs,
  EMPTY_ALLOW_LIST,
  keyAllowList,
  readAllowList,
  type JourneyAssessment,
  type LostDocument,
} from '@vigia/indicators';
import type { Contact } from '@vigia/manifest';
import type { Command } from 'commander';
import { lostDocuments } from './journeys-documents';
import { readLists } from './journeys-lists';
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

/**
 * Reads the folder and answers the lines in a stable order. Throws when the folder, the documents
 * or the allow-list cannot be read; one unreadable list stops no other.
 */
export const journeys = async (
  options: JourneysOptions,
  say: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<JourneyLine[]> => {
  const { manifests, documents, allowList } = options;
  const lost = documents
    ? await within(documents, async () =>
        lostDocuments(await readFile(documents), (line) => say(`${documents}: ${line}`)),
      )
    : new Map<string, LostDocument>();
  const allowed = allowList
    ? await within(allowList, async () => readAllowList(await readFile(allowList, 'utf8')))
    : EMPTY_ALLOW_LIST;
  const beside = new Set([documents, allowList].flatMap((path) => (path ? [resolve(path)] : [])));
  const { assessments, suspensions } = assessLegs(
    collectLegs(await readLists(manifests, beside, say), contactKey),
    { allowList: keyAllowList(allowed, contactKey), lostDocuments: lost },
  );
  for (const { conveyance, indicator, alerted, travellers } of suspensions) {
    say(`suspended: ${indicator} on ${conveyance} (${alerted} of ${travellers} travellers)`);
  }
  return assessments.filter(({ indicators }) => indicators.length > 0).map(toLine);
};

/** Says in which file something went wrong. */
const within = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: ${reason}`, { cause: error });
  }
};

/** Offline there is nobody to hide a contact from: the key is the contact itself. */
const contactKey = ({ kind, value }: Contact): string => `${kind}:${value}`;

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
