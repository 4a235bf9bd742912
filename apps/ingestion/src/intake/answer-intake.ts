import { receiptsTopic } from '@vigia/contracts';
import {
  done,
  failed,
  isRetriable,
  ServiceError,
  type Batch,
  type Outcome,
  type Publication,
  type Received,
} from '@vigia/kafka';
import { contextOf, HttpProblem, inSpan, problemOf, traceHeaders } from '@vigia/service';
import { idempotencyKeyOf, languageOf, wantsCusres } from '../caller';
import type { Submission } from '../submission/read-submission';
import { refusalOf } from '../submission/refusal';
import type { Taken } from '../submission/take-in';
import { QUERY_NAMES, readQuery, tripOf } from '../submission/trip-facts';

interface Needs {
  submit: (submission: Submission) => Promise<Taken>;
  /** Resolves when the broker has the answer. */
  publish: (publication: Publication) => Promise<void>;
}

/** The body and the status that HTTP would have answered with. */
interface Answer {
  status: number;
  contentType: string;
  body: string;
  repeated?: boolean;
}

/**
 * Takes the lists of one carrier from its intake topic, by the same rules as over HTTP, and answers
 * each on its receipts topic. The offset moves on only when list and answer are on Kafka; a record
 * that comes again gets the same answer again. What is wrong with a record is answered and blocks
 * nobody; while Kafka or MongoDB is away the records wait in their order.
 */
export const answerIntake =
  ({ submit, publish }: Needs, carrierId: string) =>
  async (batch: Batch<Buffer>): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const record of batch.records) {
      const outcome = await inSpan('intake', 'consumer', contextOf(record.headers), () =>
        takeOne(record, carrierId, { submit, publish }),
      );
      outcomes.push(outcome);
      const waits = outcome.kind === 'failed' && isRetriable(outcome.error);
      // Those behind it wait too: a carrier's lists are taken in the order in which it sent them.
      if (waits) return batch.records.map((_, index) => outcomes[index] ?? outcome);
    }
    return outcomes;
  };

const takeOne = async (
  record: Received<Buffer>,
  carrierId: string,
  { submit, publish }: Needs,
): Promise<Outcome> => {
  let answer: Answer;
  let outcome = done;
  try {
    const { accept } = namesOf(record.headers);
    answer = answerTo(await submit(submissionOf(record, carrierId)), accept);
  } catch (error) {
    if (isAway(error)) return failed(away(error));
    if (!(error instanceof HttpProblem)) outcome = failed(error);
    const { problem } = problemOf(error);
    const body = JSON.stringify(problem);
    answer = { status: problem.status, contentType: 'application/problem+json', body };
  }
  await publish(publicationOf(record, carrierId, answer));
  return outcome;
};

/** The service's own trouble: the same record can be taken later. */
const isAway = (error: unknown): boolean =>
  isRetriable(error) || (error instanceof HttpProblem && [429, 503].includes(error.status));

const away = (error: unknown): unknown =>
  isRetriable(error)
    ? error
    : new ServiceError('VIGIA_UNAVAILABLE', 'not now', { retriable: true, cause: error });

/** Names in Kafka headers are meant as in HTTP, whatever their case. */
const namesOf = (headers: Readonly<Record<string, string>>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const submissionOf = (record: Received<Buffer>, carrierId: string): Submission => {
  const headers = namesOf(record.headers);
  const facts = readQuery(
    Object.fromEntries(
      QUERY_NAMES.flatMap((name) => {
        const value = headers[name.toLowerCase()];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
  const idempotencyKey = idempotencyKeyOf(headers['idempotency-key']);
  const contentType = headers['content-type'];
  return {
    carrierId,
    body: record.value,
    trip: tripOf(facts, carrierId),
    language: languageOf(headers['accept-language']),
    ...(contentType && { contentType }),
    ...(idempotencyKey && { idempotencyKey }),
    ...(facts.test && { test: true }),
  };
};

const answerTo = ({ receipt, cusres, repeated }: Taken, accept: string | undefined): Answer => {
  const status = receipt.status === 'rejected' ? 422 : 202;
  if (cusres !== undefined && wantsCusres(accept)) {
    return { status, contentType: 'application/edifact', body: cusres, repeated };
  }
  if (status === 202) {
    return { status, contentType: 'application/json', body: JSON.stringify(receipt), repeated };
  }
  const body = JSON.stringify(problemOf(refusalOf(receipt)).problem);
  return { status, contentType: 'application/problem+json', body, repeated };
};

const publicationOf = (
  { key, headers, partition, offset }: Received<Buffer>,
  carrierId: string,
  { status, contentType, body, repeated }: Answer,
): Publication => {
  const idempotencyKey = namesOf(headers)['idempotency-key'];
  return {
    topic: receiptsTopic(carrierId),
    key: key ?? `${partition}:${offset}`,
    value: Buffer.from(body),
    headers: {
      ...traceHeaders(),
      'content-type': contentType,
      'vigia-status': String(status),
      'vigia-intake-partition': String(partition),
      'vigia-intake-offset': offset,
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      ...(repeated && { 'vigia-repeated': 'true' }),
    },
  };
};
