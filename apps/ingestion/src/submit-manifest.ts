import { answerSubmission, duplicateFinding } from '@vigia/formats';
import { conveyanceKey, deriveId, type Manifest } from '@vigia/manifest';
import { HttpProblem } from '@vigia/service';
import type { Originals } from './originals';
import { readSubmission, type ReadSubmission, type Submission } from './submission/read-submission';
import type { Conflict, Judged, Taken } from './submission/take-in';

interface Needs {
  takeIn: (judged: Judged) => Promise<Taken | Conflict>;
  originals: Pick<Originals, 'keep'>;
  now: () => Date;
  /** Who answers where the list names no recipient. */
  authority: string;
}

/**
 * Takes one submission in, whatever way it came: reads it, lets it take effect, and answers when the
 * broker has its events. The same bytes of the same carrier always give the same answer, and a first
 * try that failed half-way is completed by the next one. A refused list is an answer too.
 *
 * Throws HttpProblem for what the carrier must mend in the request itself, or a retriable error when
 * Kafka or MongoDB does not take the list now.
 */
export const submitManifest =
  ({ takeIn, originals, now, authority }: Needs) =>
  async (submission: Submission): Promise<Taken> => {
    const receivedAt = now();
    const read = readSubmission(submission, receivedAt);
    const foreign = read.fit.some(({ manifest }) => isAnotherTrip(manifest, submission));
    if (foreign) throw new HttpProblem(409, 'VIGIA_CONFLICT', ANOTHER_TRIP);
    const judged = judge(submission, read, receivedAt, authority);
    await originals.keep(judged, submission, read.result);
    const taken = await takeIn(judged);
    if (!('conflict' in taken)) return taken;
    if (taken.conflict === 'idempotency-key') {
      throw new HttpProblem(422, 'VIGIA_IDEMPOTENCY_CONFLICT');
    }
    const duplicate = duplicateFinding(taken.used.split('|').slice(1).join('|'));
    const findings = [duplicate, ...read.findings];
    const refused = judge(
      submission,
      { ...read, fit: [], answered: [], findings },
      receivedAt,
      authority,
    );
    const answer = await takeIn(refused);
    if ('conflict' in answer) throw new HttpProblem(409, 'VIGIA_CONFLICT');
    return answer;
  };

const ANOTHER_TRIP = {
  es: 'La lista es de otro viaje que la que debe reemplazar',
  en: 'The list is about another trip than the one it is to replace',
};

const judge = (
  submission: Submission,
  read: ReadSubmission,
  receivedAt: Date,
  authority: string,
): Judged => {
  const { carrierId, idempotencyKey, language, replaces } = submission;
  const { sha256, result, heads, test, fit, answered, findings } = read;
  const preparedAt = receivedAt.toISOString().slice(0, 16);
  const edifact = result.format === 'paxlst';
  return {
    receiptId: receiptIdOf(submission, sha256, test),
    carrierId,
    sha256,
    receivedAt,
    test,
    fit,
    findings,
    format: result.format,
    counts: result.counts,
    ...(idempotencyKey && { idempotencyKey }),
    interchanges:
      replaces || !edifact
        ? []
        : heads.filter(({ reference }) => reference).map((one) => `${one.sender}|${one.reference}`),
    ...(edifact && {
      cusres: answerSubmission({
        heads,
        lists: answered,
        findings,
        preparedAt,
        authority,
        ...(language && { language }),
      }),
    }),
  };
};

/** Same carrier, bytes and trip: same receipt. A test and a replacement are submissions of their own. */
const receiptIdOf = (
  { carrierId, trip, replaces, idempotencyKey }: Submission,
  sha256: string,
  test: boolean,
): string =>
  deriveId(
    'receipt',
    ...[carrierId, sha256, JSON.stringify(trip ?? {})],
    ...(test ? ['test'] : []),
    ...(replaces ? ['replaces', replaces.conveyanceKey, idempotencyKey ?? replaces.version] : []),
  );

const isAnotherTrip = (manifest: Manifest, { replaces }: Submission): boolean =>
  replaces !== undefined && conveyanceKey(manifest) !== replaces.conveyanceKey;
