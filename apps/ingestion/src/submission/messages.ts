import { codecOf, TOPICS } from '@vigia/contracts';
import { conveyanceKey, deriveId } from '@vigia/manifest';
import type { OutboxMessage } from '@vigia/mongo';
import { traceHeaders } from '@vigia/service';
import type { Receipt } from '../receipt';
import type { TakenList } from './make-receipt';

const accepted = codecOf(TOPICS.manifestAccepted);
const rejected = codecOf(TOPICS.manifestRejected);

/** The events of the lists that had an effect, each under its conveyance's key. */
export const acceptedMessages = (
  lists: readonly TakenList[],
  receipt: Receipt,
  carrierId: string,
): OutboxMessage[] =>
  lists.flatMap(({ manifest, manifestId, resolution, late }) => {
    if (!resolution) return [];
    const { put, listVersion, effect, removed, boarded, notBoarded } = resolution;
    const key = conveyanceKey(manifest);
    const value = accepted.encode({
      eventId: deriveId('event', manifestId, 'accepted'),
      occurredAt: receipt.receivedAt,
      manifestId,
      receiptId: receipt.receiptId,
      carrierId,
      conveyanceKey: key,
      manifest: { ...manifest, travellers: put },
      listVersion,
      effect,
      removed,
      boarded,
      notBoarded,
      late,
    });
    return [{ topic: TOPICS.manifestAccepted, key, headers: traceHeaders(), value }];
  });

/** The event of a submission of which nothing could be accepted. */
export const rejectedMessage = (receipt: Receipt, carrierId: string): OutboxMessage => ({
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
