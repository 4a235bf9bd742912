import { z } from 'zod';

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

const receipt = z.object({
  receiptId: z.string(),
  manifestId: z.string().optional(),
  status: z.enum(['accepted', 'accepted-with-warnings', 'rejected']),
  format: z.string(),
  sha256: z.string(),
  receivedAt: z.iso.datetime(),
  received: z.int(),
  accepted: z.int(),
  warned: z.int(),
  refused: z.int(),
  findings: z.array(finding),
  deadline: z.iso.datetime().optional(),
  manifests: z.array(
    z.object({ manifestId: z.string(), conveyanceKey: z.string(), travellers: z.int() }),
  ),
});

/** The receipt in JSON Schema, for the OpenAPI document. */
export const RECEIPT_SCHEMA = z.toJSONSchema(receipt) as unknown as Record<string, never>;
