import { z } from 'zod';
import { cancelBody, closeOutBody } from './submission/list-orders';

const finding = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  text: z.object({ es: z.string(), en: z.string() }),
  segment: z.int().optional(),
  row: z.int().optional(),
  sheet: z.string().optional(),
  field: z.string().optional(),
  path: z.string().optional(),
});

const effect = z.enum(['list', 'change', 'reduction', 'cancellation', 'closeOut']);

const listReceipt = z.object({
  manifestId: z.string(),
  conveyanceKey: z.string(),
  travellers: z.int(),
  listVersion: z.int().optional(),
  effect: effect.optional(),
  late: z.boolean().optional(),
  added: z.int().optional(),
  changed: z.int().optional(),
  removed: z.array(z.string()).optional(),
  boarded: z.int().optional(),
  notBoarded: z.int().optional(),
  superseded: z.int().optional(),
});

const receipt = z.object({
  receiptId: z.string(),
  manifestId: z.string().optional(),
  status: z.enum(['accepted', 'accepted-with-warnings', 'rejected']),
  format: z.string(),
  sha256: z.string(),
  receivedAt: z.iso.datetime(),
  test: z.literal(true).optional(),
  received: z.int(),
  accepted: z.int(),
  warned: z.int(),
  refused: z.int(),
  findings: z.array(finding),
  deadline: z.iso.datetime().optional(),
  manifests: z.array(listReceipt),
});

const changes = {
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(
    z.object({
      travellerId: z.string(),
      was: z.string().optional(),
      fields: z.array(z.string()),
    }),
  ),
};

const shownList = listReceipt.extend({
  receipt,
  current: z
    .object({
      listVersion: z.int(),
      status: z.enum(['open', 'closed', 'cancelled']),
      travellers: z.int(),
      trip: z.object({}),
    })
    .optional(),
  timeline: z.array(
    z.object({
      receiptId: z.string(),
      manifestId: z.string(),
      receivedAt: z.iso.datetime(),
      preparedAt: z.string().optional(),
      format: z.string(),
      channel: z.string(),
      listVersion: z.int(),
      effect,
      late: z.boolean(),
      part: z.object({ key: z.string(), seq: z.int(), last: z.boolean() }).optional(),
      travellers: z.int(),
      superseded: z.int(),
      added: z.int(),
      removed: z.int(),
      changed: z.int(),
      boarded: z.array(z.string()),
      notBoarded: z.array(z.string()),
    }),
  ),
  parts: z.array(
    z.object({
      key: z.string(),
      received: z.array(z.int()),
      missing: z.array(z.int()),
      complete: z.boolean(),
    }),
  ),
  complete: z.boolean(),
  findings: z.array(finding),
  diff: z.object({ from: z.int(), to: z.int(), ...changes }),
});

const preview = z.object({
  format: z.string(),
  outcome: z.enum(['accepted', 'accepted-with-warnings', 'rejected']),
  received: z.int(),
  accepted: z.int(),
  warned: z.int(),
  refused: z.int(),
  columns: z.array(
    z.object({
      sheet: z.string().optional(),
      column: z.int(),
      title: z.string(),
      field: z.string().optional(),
    }),
  ),
  lists: z.array(
    z.object({
      conveyanceKey: z.string(),
      trip: z.object({}),
      travellers: z.int(),
      sample: z.array(z.object({})),
      deadline: z.string().optional(),
    }),
  ),
  findings: z.array(finding),
});

const jsonSchema = (schema: z.ZodType): Record<string, never> =>
  z.toJSONSchema(schema, { io: 'input' }) as unknown as Record<string, never>;

/** The receipt in JSON Schema, for the OpenAPI document. */
export const RECEIPT_SCHEMA = jsonSchema(receipt);
/** A list with its timeline. */
export const LIST_SCHEMA = jsonSchema(shownList);
/** How a file is understood. */
export const PREVIEW_SCHEMA = jsonSchema(preview);
export const CANCEL_SCHEMA = jsonSchema(cancelBody);
export const CLOSE_OUT_SCHEMA = jsonSchema(closeOutBody);
