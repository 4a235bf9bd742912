import { createHash } from 'node:crypto';
import type { Order } from '@vigia/formats';
import { deriveId, type Manifest, type Traveller } from '@vigia/manifest';
import { checked, HttpProblem } from '@vigia/service';
import { z } from 'zod';
import type { ListDocument } from '../lists/lists';
import type { Conflict, Judged, Taken } from './take-in';

const text = (most: number): z.ZodString => z.string().min(1).max(most);

const selector = z
  .strictObject({
    /** Our id of the traveller, as receipts and timelines tell it. */
    travellerId: text(40),
    /** The carrier's unique reference (ABO). */
    unique: text(40),
    /** Booking locator (AVF); alone it means everybody of the booking. */
    locator: text(40),
    ticket: text(40),
    seat: text(10),
    /** A document number, or number and issuing state. */
    document: z.union([
      text(40),
      z.strictObject({
        number: text(40),
        issuer: z
          .string()
          .regex(/^[A-Z]{1,3}$/)
          .optional(),
      }),
    ]),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'must name the traveller by something');

const selectors = z.array(selector).min(1).max(5000);

/** The body of a cancellation: without travellers the whole conveyance is cancelled. */
export const cancelBody = z.strictObject({ travellers: selectors.optional() });

/** The body of a close-out: who was on board, or who was not, or only that the list is closed. */
export const closeOutBody = z
  .strictObject({ onBoard: selectors.optional(), notOnBoard: selectors.optional() })
  .refine((given) => !(given.onBoard && given.notOnBoard), 'one of onBoard and notOnBoard');

export type ListAction = 'cancel' | 'close-out';

/** An order about a list that was taken in before, as it came over HTTP. */
export interface ListOrder {
  action: ListAction;
  carrierId: string;
  list: ListDocument;
  body: Buffer;
  idempotencyKey?: string;
}

/**
 * Carries out a cancellation or a close-out. Under an Idempotency-Key the same order sent again gets
 * the same receipt; without one it is carried out again, which changes nothing more. Throws
 * HttpProblem 400 naming every place of the body that is wrong.
 */
export const orderList =
  ({ takeIn, now }: { takeIn: (judged: Judged) => Promise<Taken | Conflict>; now: () => Date }) =>
  async (given: ListOrder): Promise<Taken> => {
    const { action, carrierId, list, body, idempotencyKey } = given;
    const receivedAt = now();
    const sha256 = createHash('sha256').update(body).digest('hex');
    const { order, travellers } = read(action, body);
    const manifest: Manifest = {
      source: { channel: 'json', sender: carrierId, rawSha256: sha256 },
      listType: action === 'cancel' ? 'passengers' : 'flightStatus',
      ...list.trip,
      travellers,
      controlTotals: {},
      warnings: [],
    };
    const named = travellers.length;
    const key = idempotencyKey ?? list.version;
    const taken = await takeIn({
      receiptId: deriveId('receipt', carrierId, sha256, action, list._id, key),
      carrierId,
      sha256,
      receivedAt,
      format: 'json',
      findings: [],
      test: false,
      counts: { received: named, warned: 0 },
      fit: [{ manifest, order }],
      interchanges: [],
      ...(idempotencyKey && { idempotencyKey }),
    });
    if ('conflict' in taken) throw new HttpProblem(422, 'VIGIA_IDEMPOTENCY_CONFLICT');
    return taken;
  };

const read = (action: ListAction, body: Buffer): { order: Order; travellers: Traveller[] } => {
  const value = jsonOf(body);
  if (action === 'cancel') {
    const { travellers } = checked(cancelBody, value);
    return { order: travellers ? 'takeOff' : 'cancel', travellers: (travellers ?? []).map(named) };
  }
  const { onBoard, notOnBoard } = checked(closeOutBody, value);
  const order = onBoard ? 'onBoard' : notOnBoard ? 'notOnBoard' : 'close';
  return { order, travellers: (onBoard ?? notOnBoard ?? []).map(named) };
};

const jsonOf = (body: Buffer): unknown => {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', { es: 'No es JSON', en: 'This is not JSON' });
  }
};

/** A traveller of whom no more is known than what the order names. */
const named = (given: z.infer<typeof selector>, index: number): Traveller => {
  const { travellerId, unique, locator, ticket, seat, document } = given;
  const doc = typeof document === 'string' ? { number: document } : document;
  return {
    seq: index + 1,
    role: 'passenger',
    inTransit: false,
    name: { surname: '' },
    documents: doc
      ? [{ type: 'U', number: doc.number, ...(doc.issuer && { issuer: doc.issuer }) }]
      : [],
    visas: [],
    refs: {
      ...(travellerId && { personId: travellerId }),
      ...(unique && { unique }),
      ...(locator && { locator }),
      ...(ticket && { ticket }),
      ...(seat && { seat }),
    },
    contacts: [],
  };
};
