import { applySubmission, EMPTY_LIST, type ListState } from '@vigia/formats';
import { conveyanceKey, instantOf, type Finding, type Manifest } from '@vigia/manifest';
import { isTransient } from '@vigia/mongo';
import { ServiceError } from '@vigia/kafka';
import { HttpProblem } from '@vigia/service';
import type { IntakeStore } from '../lists/intake-store';
import { KeyedQueue } from '../lists/keyed-queue';
import type { ListDocument, Lists } from '../lists/lists';
import type { Receipt, ReceiptDocument } from '../receipt';
import type { Receipts } from '../receipts';
import { makeReceipt, manifestIdOf, takenList, versionsOf, type TakenList } from './make-receipt';
import { acceptedMessages, rejectedMessage } from './messages';
import type { FitList } from './read-submission';

/** A submission that has been read and judged, ready to take effect. */
export interface Judged {
  receiptId: string;
  carrierId: string;
  sha256: string;
  receivedAt: Date;
  format: string;
  counts: { received: number; warned: number };
  fit: readonly FitList[];
  findings: readonly Finding[];
  test: boolean;
  idempotencyKey?: string;
  interchanges: string[];
  cusres?: string;
}

export interface Taken {
  receipt: Receipt;
  cusres?: string;
  /** The same submission had been answered before, and this is that answer. */
  repeated: boolean;
}

/** A used key or control reference that stands for other bytes. */
export type Conflict = { conflict: 'idempotency-key' } | { conflict: 'interchange'; used: string };

export interface TakeInNeeds {
  receipts: Receipts;
  lists: Pick<Lists, 'byKey'>;
  store: Pick<IntakeStore, 'store'>;
  listDays: number;
  count: (receipt: Receipt) => void;
}

/** How often a change is worked out anew because somebody else was quicker. */
const MOST_TRIES = 40;
/** Far above any vehicle; a list that grows beyond is sent by a machine gone wild. */
const MOST_LISTED = 20_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Lets a judged submission take effect: works out what it does to the current lists, stores receipt,
 * lists and events as one, and answers when the broker has the events. Two submissions about one
 * conveyance get versions one after the other, and Kafka gets them in that order.
 *
 * The same receipt id is answered again instead, and a first try that ended half-way is completed.
 * Rejects with a retriable error when MongoDB or Kafka does not take it now.
 */
export const takeIn = (needs: TakeInNeeds): ((judged: Judged) => Promise<Taken | Conflict>) => {
  const queue = new KeyedQueue();
  return async (judged) => {
    const keys = judged.fit.map(({ manifest }) => conveyanceKey(manifest));
    try {
      const stored = await queue.run(keys, async () => {
        const document = await storeAnew(judged, needs);
        if (!document) return undefined;
        // Begun before the next one about the same conveyance may begin: the queue keeps this order.
        return { document, sent: settled(send(document, needs)) };
      });
      if (!stored) return await answerAgain(judged, needs);
      const error = await stored.sent;
      if (error !== undefined) throw error;
      needs.count(stored.document.receipt);
      return answerOf(stored.document, false);
    } catch (error) {
      if (!isTransient(error)) throw error;
      const options = { retriable: true, cause: error };
      throw new ServiceError('VIGIA_UNAVAILABLE', 'MongoDB does not answer', options);
    }
  };
};

/** The outcome as a value: nobody else waits for this promise yet. */
const settled = (sending: Promise<void>): Promise<Error | undefined> =>
  sending.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );

const send = (
  { _id, outbox, outboxAt }: ReceiptDocument,
  { receipts }: TakeInNeeds,
): Promise<void> =>
  outbox && outboxAt ? receipts.outbox.send(_id, { outbox, outboxAt }) : Promise.resolve();

/** Stores the submission; nothing when its receipt, key or interchange exists already. */
const storeAnew = async (
  judged: Judged,
  needs: TakeInNeeds,
): Promise<ReceiptDocument | undefined> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const { lists, taken } = await resolve(judged, needs);
    const receipt = documentOf(judged, taken, needs);
    const outcome = await needs.store.store({ receipt, lists });
    if (outcome === 'stored') return receipt;
    if (outcome === 'exists') return undefined;
  }
  throw new ServiceError('VIGIA_OVERLOADED', 'too many submissions about one conveyance', {
    retriable: true,
  });
};

const resolve = async (
  { fit, receivedAt, receiptId, carrierId, test }: Judged,
  needs: TakeInNeeds,
): Promise<{ lists: { from: number; list: ListDocument }[]; taken: TakenList[] }> => {
  const { lists, listDays } = needs;
  const at = receivedAt.toISOString();
  if (test) {
    const taken = fit.map(({ manifest }, index) =>
      takenList(manifest, manifestIdOf(receiptId, index), undefined, at),
    );
    return { lists: [], taken };
  }
  const keys = [...new Set(fit.map(({ manifest }) => conveyanceKey(manifest)))];
  const known = await Promise.all(keys.map((key) => lists.byKey(key)));
  const versions = new Map(keys.map((key, index) => [key, known[index]?.version ?? 0]));
  const states = new Map<string, ListState | undefined>(
    keys.map((key, index) => [key, known[index]?.state]),
  );
  for (const { manifest } of fit) {
    const key = conveyanceKey(manifest);
    // Long after departure the list is forgotten, but its versions go on.
    const forgotten = departedAt(manifest) + listDays * DAY_MS < receivedAt.getTime();
    if (states.get(key) || !forgotten) continue;
    const version = await needs.receipts.newestVersion(carrierId, key);
    states.set(key, { ...EMPTY_LIST, version });
  }
  const changed = new Map<string, ListDocument>();
  const taken = fit.map(({ manifest, order }, index) => {
    const key = conveyanceKey(manifest);
    const { state, resolution } = applySubmission(states.get(key), manifest, order, {
      conveyance: key,
      at,
    });
    if (state.travellers.length > MOST_LISTED) throw new HttpProblem(413, 'VIGIA_TOO_LARGE');
    states.set(key, state);
    changed.set(key, {
      _id: key,
      carrierId,
      version: state.version,
      state: bounded(state),
      trip: tripOf(manifest),
      until: new Date(Math.max(departedAt(manifest), receivedAt.getTime()) + listDays * DAY_MS),
    });
    return takenList(manifest, manifestIdOf(receiptId, index), resolution, at);
  });
  return {
    taken,
    lists: [...changed].map(([key, list]) => ({ from: versions.get(key) ?? 0, list })),
  };
};

/** Of those taken off only the latest are remembered. */
const bounded = (state: ListState): ListState => ({ ...state, gone: state.gone.slice(-5000) });

const tripOf = ({ carrier, conveyance, itinerary }: Manifest): ListDocument['trip'] => ({
  carrier,
  conveyance,
  itinerary,
});

/** When the last leg departs; 0 when no zone tells. */
const departedAt = ({ itinerary }: Manifest): number => {
  const last = itinerary.filter(({ departureLocal }) => departureLocal).at(-1);
  const instant = last?.departureLocal && instantOf(last.departureLocal, last.from);
  return Date.parse(instant || '') || 0;
};

const documentOf = (
  judged: Judged,
  taken: readonly TakenList[],
  { receipts }: TakeInNeeds,
): ReceiptDocument => {
  const { receiptId, carrierId, receivedAt, test, idempotencyKey, interchanges, cusres } = judged;
  const receipt = makeReceipt({ ...judged, lists: taken });
  // A rejected or tested first try does not use anything up: the mended list may come under it.
  const binding = taken.length > 0 && !test;
  const messages = test
    ? []
    : taken.length > 0
      ? acceptedMessages(taken, receipt, carrierId)
      : [rejectedMessage(receipt, carrierId)];
  return {
    _id: receiptId,
    carrierId,
    receivedAt,
    receipt,
    ...(binding && idempotencyKey && { idempotencyKey }),
    ...(binding && interchanges.length > 0 && { interchanges }),
    ...(test && { expiresAt: new Date(receivedAt.getTime() + DAY_MS) }),
    ...(!test && taken.length > 0 && { versions: versionsOf(taken) }),
    ...(cusres !== undefined && { cusres }),
    ...(messages.length > 0 && receipts.outbox.fields(messages)),
  };
};

const answerAgain = async (judged: Judged, needs: TakeInNeeds): Promise<Taken | Conflict> => {
  const { receipts } = needs;
  const { carrierId, receiptId, idempotencyKey, interchanges, sha256 } = judged;
  const own = await receipts.byId(receiptId);
  if (own) return answered(own, needs);
  if (idempotencyKey && (await receipts.byKey(carrierId, idempotencyKey))) {
    return { conflict: 'idempotency-key' };
  }
  const taken = await receipts.byInterchange(carrierId, interchanges);
  if (taken?.receipt.sha256 === sha256) return answered(taken, needs);
  const used = interchanges.find((one) => taken?.interchanges?.includes(one)) ?? '';
  return { conflict: 'interchange', used };
};

const answered = async (document: ReceiptDocument, needs: TakeInNeeds): Promise<Taken> => {
  await send(document, needs);
  return answerOf(document, true);
};

const answerOf = ({ receipt, cusres }: ReceiptDocument, repeated: boolean): Taken => ({
  receipt,
  ...(cusres !== undefined && { cusres }),
  repeated,
});
