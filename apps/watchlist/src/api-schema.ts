import { z } from 'zod';

/** A zod schema for the OpenAPI document: what goes out, or with `io: 'input'` what comes in. */
export const apiSchema = (schema: z.ZodType, io: 'input' | 'output' = 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as unknown as Record<string, never>;

/** A page or a whole set of items. */
export const itemsOf = (item: z.ZodType) =>
  z.object({ items: z.array(item), next: z.string().optional() });
