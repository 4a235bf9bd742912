import { z } from 'zod';
import { HttpProblem } from './problem';

/** Paging of every list in our APIs: an opaque cursor and at most 500 a page. */
export const pageQuery = z.object({
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** The value as the schema reads it; throws HttpProblem 400 naming every place that is wrong. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({
    path: path.join('.') || '$',
    message,
  }));
  const places = problems.map(({ path }) => path).join(', ');
  throw new HttpProblem(
    400,
    'VIGIA_BAD_REQUEST',
    { es: `No es válido: ${places}`, en: `Not valid: ${places}` },
    { problems },
  );
};
