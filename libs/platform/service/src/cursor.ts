import { HttpProblem } from './problem';

/** A point in a list that is ordered by time, then id. */
export interface Cursor {
  at: Date;
  id: string;
}

/** The point right after an item, as an opaque text. */
export const writeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(`${at.getTime()}~${id}`).toString('base64url');

/** The point that `writeCursor` wrote, or undefined without one. Throws HttpProblem 400. */
export const readCursor = (text: string | undefined): Cursor | undefined => {
  if (text === undefined) return undefined;
  const [time, id] = Buffer.from(text, 'base64url').toString('utf8').split('~');
  const at = new Date(Number(time));
  if (!id || Number.isNaN(at.getTime())) {
    throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
      es: 'El cursor no es válido',
      en: 'The cursor is not valid',
    });
  }
  return { at, id };
};
