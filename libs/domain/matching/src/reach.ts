import type { Policy } from './policy';
import type { Facts } from './score';

/** Points lost or won by rounding each piece of evidence. */
const ROUNDING = 0.005;

/**
 * How alike names must be, 0..1, for a pair to reach the threshold once everything else is known;
 * more than 1 when nothing suffices. A shared document lifts any name, so with one nothing is needed.
 */
export const leastOfName = (facts: Facts, policy: Policy): number => {
  if (facts.document) return 0;
  const { birth, nationality, sex } = facts;
  let others = birth ? policy.birthDate[birth.relation] : 0;
  if (nationality !== undefined) {
    others += nationality ? policy.nationality.same : policy.nationality.different;
  }
  if (sex !== undefined) others += sex ? policy.sex.same : policy.sex.different;
  return (policy.threshold - ROUNDING - others) / policy.name.full;
};

/**
 * Most that two names can resemble each other of which words of weight `agreed` may agree at most,
 * `ours` and `theirs` are left over at least, and at most `one` word of a side finds a partner.
 */
export type NameBound = (agreed: number, ours: number, theirs: number, one: boolean) => number;

/** The bound that follows from how `compareNames` weighs under this policy. */
export const boundOf = ({ name }: Policy): NameBound => {
  const { conflict, extraInQuery, extraInEntry, singleWord, tellingFloor, tellingSlope } = name;
  // What is left over must cost the more, the more it is.
  const isSound = conflict >= extraInQuery + extraInEntry && extraInQuery >= 0 && extraInEntry >= 0;
  const factors = [name.singleWordOfMore, name.swapped, name.weakAlias, name.otherGiven];
  const parts = [name.surnameAlone, name.surnameElsewhere, name.givenApart, name.wordAndInitial];
  const most = [...factors, ...parts].reduce((product, factor) => product * Math.max(1, factor), 1);
  return (agreed, ours, theirs, one) => {
    if (agreed === 0) return 0;
    if (!isSound) return 1;
    const both = Math.min(ours, theirs);
    const cost = conflict * both + extraInQuery * (ours - both) + extraInEntry * (theirs - both);
    const telling = Math.min(1, tellingFloor + tellingSlope * agreed);
    return ((agreed * telling) / (agreed + cost)) * (one ? singleWord : 1) * most;
  };
};
