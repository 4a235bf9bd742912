import { createHash } from 'node:crypto';
import { codecOf, TOPICS } from '@vigia/contracts';
import { parse, submissionProblems, type ParseResult, type TripFacts } from '@vigia/formats';
import { conveyanceKey, deriveId, instantOf, type Finding, type Manifest } from '@vigia/manifest';
import type { OutboxMessage } from '@vigia/mongo';
import { HttpProblem, traceHeaders } from '@vigia/service';
import type { Receipt } from './receipt';
import type { Receipts } from './receipts';

export interface Submission {
  carrierId: string;
  body: Buffer;
  contentType?: string;
  file?: string;
  idempotencyKey?: string;
  trip?: TripFacts;
}

interface Needs {
  receipts: Receipts;
  now: () => Date;
  count: (receipt: Receipt) => void;
}

/** Enough to mend a list by; a file with more is wrong as a whole, and the counts say so. */
const MOST_FINDINGS = 1000;

const accepted = codecOf(TOPICS.manifestAccepted);
const rejected = codecOf(TOPICS.manifestRejected);

/**
 * Takes one submission in: parses it, stores receipt and event as one document, and answers only
 * when the broker has the event. The same bytes of the same carrier always give the same receipt,
 * and a first try that failed half-way is completed by the next one.
 *
 * Throws HttpProblem for what the carrier must mend, or a retriable error when Kafka or MongoDB
 * does not take the list now.
 */
export const submitManifest =
  ({ receipts, now, count }: Needs) =>
  async (submission: Submission): Promise<{ receipt: Receipt; repeated: boolean }> => {
    const { carrierId, body, idempotencyKey } = submission;
    if (body.length === 0) throw new HttpProblem(400, 'VIGIA_EMPTY_BODY');
    const sha256 = createHash('sha256').update(body).digest('hex');
    const receiptId = deriveId('receipt', carrierId, sha256, JSON.stringify(submission.trip ?? {}));
    const receivedAt = now();
    const result = parse(body, {
      file: submission.file ?? 'body',
      rawSha256: sha256,
      receivedOn: receivedAt.toISOString().slice(0, 10),
      sender: carrierId,
      ...(submission.contentType && { contentType: submission.contentType }),
      ...(submission.trip && { trip: submission.trip }),
    });
    const { fit, findings } = sortOut(result, carrierId);
    const receipt = receiptOf({ receiptId, sha256, receivedAt, result, fit, findings, carrierId });
    const messages =
      fit.length > 0
        ? fit.map((manifest, index) => acceptedMessage(manifest, index, receipt, carrierId))
        : [rejectedMessage(receipt, carrierId)];

    // A rejected first try does not use up the key: the mended list may come under it.
    const binding = fit.length > 0 && idempotencyKey ? { idempotencyKey } : {};
    const document = { _id: receiptId, carrierId, receivedAt, receipt, ...binding };
    const [outcome, outbox] = await receipts.insert(document, messages);
    if (outcome === 'exists') return answerAgain(receipts, receiptId);
    count(receipt);
    await receipts.outbox.send(receiptId, outbox);
    if (receipt.status === 'rejected') throw refusal(receipt);
    return { receipt, repeated: false };
  };

const answerAgain = async (
  receipts: Receipts,
  receiptId: string,
): Promise<{ receipt: Receipt; repeated: boolean }> => {
  const stored = await receipts.byId(receiptId);
  if (!stored) throw new HttpProblem(422, 'VIGIA_IDEMPOTENCY_CONFLICT');
  const { outbox, outboxAt, receipt } = stored;
  if (outbox && outboxAt) await receipts.outbox.send(receiptId, { outbox, outboxAt });
  if (receipt.status === 'rejected') throw refusal(receipt);
  return { receipt, repeated: true };
};

/** A problem's own `status` is the HTTP one, so the receipt's stays out of it. */
const refusal = ({ status: _, ...receipt }: Receipt): HttpProblem =>
  new HttpProblem(422, 'VIGIA_MANIFEST_REFUSED', undefined, receipt);

/** Separates the lists that can be screened from those that lack what a submission needs. */
const sortOut = (
  result: ParseResult,
  carrierId: string,
): { fit: Manifest[]; findings: Finding[] } => {
  const findings = [...result.findings];
  const fit = result.manifests.filter((manifest) => {
    if (manifest.carrier.code.toUpperCase() !== carrierId.toUpperCase()) {
      throw new HttpProblem(403, 'VIGIA_UNKNOWN_CARRIER');
    }
    const problems = submissionProblems(manifest);
    findings.push(...problems);
    return problems.every(({ severity }) => severity !== 'error');
  });
  return { fit, findings };
};

const receiptOf = (parts: {
  receiptId: string;
  sha256: string;
  receivedAt: Date;
  result: ParseResult;
  fit: readonly Manifest[];
  findings: readonly Finding[];
  carrierId: string;
}): Receipt => {
  const { receiptId, sha256, receivedAt, result, fit, findings, carrierId } = parts;
  const manifests = fit.map((manifest, index) => ({
    manifestId: deriveId('manifest', carrierId, sha256, index),
    conveyanceKey: conveyanceKey(manifest),
    travellers: manifest.travellers.length,
  }));
  const taken = manifests.reduce((sum, { travellers }) => sum + travellers, 0);
  const first = fit[0]?.itinerary[0];
  const deadline = first?.departureLocal && instantOf(first.departureLocal, first.from);
  const clean = findings.every(({ severity }) => severity === 'info');
  return {
    receiptId,
    ...(manifests[0] && { manifestId: manifests[0].manifestId }),
    status: manifests.length === 0 ? 'rejected' : clean ? 'accepted' : 'accepted-with-warnings',
    format: result.format,
    sha256,
    receivedAt: receivedAt.toISOString(),
    received: result.counts.received,
    accepted: taken,
    warned: manifests.length === 0 ? 0 : result.counts.warned,
    refused: result.counts.received - taken,
    findings: findings.slice(0, MOST_FINDINGS),
    ...(deadline && { deadline }),
    manifests,
  };
};

const acceptedMessage = (
  manifest: Manifest,
  index: number,
  receipt: Receipt,
  carrierId: string,
): OutboxMessage => {
  const { manifestId, conveyanceKey: key } = receipt.manifests[index] ?? {};
  if (!manifestId || !key) throw new Error('a list without a place in its receipt');
  return {
    topic: TOPICS.manifestAccepted,
    key,
    headers: traceHeaders(),
    value: accepted.encode({
      eventId: deriveId('event', manifestId, 'accepted'),
      occurredAt: receipt.receivedAt,
      manifestId,
      receiptId: receipt.receiptId,
      carrierId,
      conveyanceKey: key,
      manifest,
      listVersion: 1,
      effect: 'list',
      removed: [],
      boarded: [],
      notBoarded: [],
      late: false,
    }),
  };
};

const rejectedMessage = (receipt: Receipt, carrierId: string): OutboxMessage => ({
  topic: TOPICS.manifestRejected,
  key: carrierId,
  headers: traceHeaders(),
  value: rejected.encode({
    eventId: deriveId('event', receipt.receiptId, 'rejected'),
    occurredAt: receipt.receivedAt,
    receiptId: receipt.receiptId,
    carrierId,
    format: receipt.format,
    rawSha256: receipt.sha256,
    received: receipt.received,
    findings: receipt.findings.slice(0, 50),
  }),
});
