import { HttpProblem } from '@vigia/service';

/** A point in the entries of one version, as an opaque text. */
export const writeVersionCursor = (version: number, after: string): string =>
  Buffer.from(`${version}~${after}`).toString('base64url');

/** The point that `writeVersionCursor` wrote; the live version's beginning without one. Throws HttpProblem 400. */
export const readVersionCursor = (
  text: string | undefined,
  live: number,
): { version: number; after: string } => {
  if (text === undefined) return { version: live, after: '' };
  const [, digits, after] =
    /^(\d{1,9})~(.+)$/su.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  const version = Number(digits);
  if (after === undefined || version > live) {
    throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
      es: 'El cursor no es válido',
      en: 'The cursor is not valid',
    });
  }
  return { version, after };
};
