import { createHash } from 'node:crypto';
import {
  interchangeHeads,
  orderOf,
  parse,
  submissionProblems,
  testFindings,
  type AnsweredList,
  type InterchangeHead,
  type Order,
  type ParseResult,
  type TripFacts,
} from '@vigia/formats';
import type { Finding, Manifest } from '@vigia/manifest';
import { HttpProblem } from '@vigia/service';

/** What a carrier sends, by whatever way it came. */
export interface Submission {
  carrierId: string;
  body: Buffer;
  contentType?: string;
  file?: string;
  idempotencyKey?: string;
  trip?: TripFacts;
  /** Only check the list; UNB 0035 asks for the same. */
  test?: boolean;
  /** The carrier's language, for texts that have room for one only. */
  language?: 'es' | 'en';
  /** The list is a new version of this one, and the whole of it. */
  replaces?: ReplacedList;
}

/** The list that a submission replaces, and what is known of its trip. */
export interface ReplacedList {
  conveyanceKey: string;
  /** Its present version. */
  version: number;
  trip: TripFacts;
}

/** A list that is fit to be taken in, and what it asks for. */
export interface FitList {
  manifest: Manifest;
  order: Order;
}

/** A submission as far as it can be judged by itself, without what came before. */
export interface ReadSubmission {
  sha256: string;
  result: ParseResult;
  heads: InterchangeHead[];
  test: boolean;
  fit: FitList[];
  /** Every list that was read, also the unfit, for the CUSRES. */
  answered: AnsweredList[];
  findings: Finding[];
}

/**
 * Reads a submission with the one reader for all formats and sorts out which lists are fit. Throws
 * HttpProblem for an empty body, for a list of another carrier, and when what is meant to replace a
 * list is about another trip.
 */
export const readSubmission = (submission: Submission, receivedAt: Date): ReadSubmission => {
  const { carrierId, body, replaces } = submission;
  if (body.length === 0) throw new HttpProblem(400, 'VIGIA_EMPTY_BODY');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const read = (trip: TripFacts | undefined): ParseResult =>
    parse(body, {
      file: submission.file ?? 'body',
      rawSha256: sha256,
      receivedOn: receivedAt.toISOString().slice(0, 10),
      sender: carrierId,
      ...(submission.contentType && { contentType: submission.contentType }),
      ...(trip && { trip }),
    });
  let result = read(submission.trip);
  // A bare table that replaces a list is about that list's trip.
  if (replaces && result.manifests.every(isUnfit) && isTable(result)) {
    result = read({ ...replaces.trip, ...submission.trip });
  }
  const heads = result.format === 'paxlst' ? interchangeHeads(body) : [];
  const mixed = testFindings(heads);
  const answered = result.manifests.map((manifest) => {
    ofCarrier(manifest, carrierId);
    return { manifest, problems: [...submissionProblems(manifest), ...mixed] };
  });
  const fit = answered.filter(({ problems }) => !hasError(problems));
  const test = submission.test === true || heads.some((head) => head.test);
  return {
    sha256,
    result,
    heads,
    test,
    answered,
    fit: ordersOf(
      fit.map(({ manifest }) => manifest),
      replaces !== undefined,
    ),
    findings: [...result.findings, ...answered.flatMap(({ problems }) => problems)],
  };
};

const hasError = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

const isUnfit = (manifest: Manifest): boolean => hasError(submissionProblems(manifest));

const isTable = ({ format }: ParseResult): boolean => format === 'csv' || format === 'xlsx';

const ofCarrier = ({ carrier }: Manifest, carrierId: string): void => {
  if (carrier.code.toUpperCase() !== carrierId.toUpperCase()) {
    throw new HttpProblem(403, 'VIGIA_UNKNOWN_CARRIER');
  }
};

/** Of several lists of one kind that replace another together, only the first makes room. */
const ordersOf = (manifests: readonly Manifest[], replacing: boolean): FitList[] => {
  const replaced = new Set<string>();
  return manifests.map((manifest) => {
    const order = orderOf(manifest);
    const whole = replacing && (order === 'put' || order === 'change');
    if (!whole || replaced.has(manifest.listType)) return { manifest, order };
    replaced.add(manifest.listType);
    return { manifest, order: 'replace' };
  });
};
