import type { PreparedName } from './prepare-name';

/** A word of less weight is an initial, a particle or a title. */
export const TELLING = 0.3;

/** The words of a name that found a partner, as bits. */
export interface Used {
  readonly name: PreparedName;
  readonly used: number;
}

/**
 * Whether both sides state surnames, or first names, and not one of them found a partner. Where
 * one side does not say which is which, any word left over there stands against the other's part;
 * where neither does, the first or the last word of both.
 */
export const partDiffers = (query: Used, listed: Used): boolean => {
  const [ours, theirs] = [query.name.roles[0] !== 'unknown', listed.name.roles[0] !== 'unknown'];
  if (!ours && !theirs) {
    const [q, l] = [query.name.words.length - 1, listed.name.words.length - 1];
    return (isLeft(query, 0) && isLeft(listed, 0)) || (isLeft(query, q) && isLeft(listed, l));
  }
  return (['surname', 'given'] as const).some(
    (role) =>
      (ours ? isUntouched(query, role) : isAnyLeft(query)) &&
      (theirs ? isUntouched(listed, role) : isAnyLeft(listed)),
  );
};

/** Whether both sides have a first name, or one word of an unparted name, without a partner. */
export const givenApart = (query: Used, listed: Used): boolean =>
  isGivenLeft(query) && isGivenLeft(listed);

const isGivenLeft = (side: Used): boolean =>
  side.name.words.some((_, at) => side.name.roles[at] !== 'surname' && isLeft(side, at));

const isLeft = ({ name, used }: Used, at: number): boolean =>
  !(used & (1 << at)) && (name.words[at]?.weight ?? 0) >= TELLING;

const isAnyLeft = (side: Used): boolean => side.name.words.some((_, at) => isLeft(side, at));

/** Whether a side states this part of a name and no word of it found a partner. */
export const isUntouched = (side: Used, role: string): boolean => {
  let stated = false;
  for (let at = 0; at < side.name.words.length; at += 1) {
    if (side.name.roles[at] !== role || (side.name.words[at]?.weight ?? 0) < TELLING) continue;
    if (side.used & (1 << at)) return false;
    stated = true;
  }
  return stated;
};
