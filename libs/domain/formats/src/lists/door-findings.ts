import type { Finding } from '@vigia/manifest';
import { finding, plain } from '../findings';
import type { InterchangeHead } from '../cusres/interchange-head';
import { completenessOf, type PartSet } from './part-sets';

/** The list came after its deadline (ISO 8601 instants); nothing when it came in time. */
export const lateFinding = (deadline: string | undefined, receivedAt: string): Finding[] =>
  deadline !== undefined && Date.parse(receivedAt) > Date.parse(deadline)
    ? [finding('LATE_LIST', { value: plain(deadline) })]
    : [];

/** Lists whose parts have not all come `limitMs` after the first of them. */
export const partFindings = (sets: readonly PartSet[], now: string, limitMs: number): Finding[] =>
  sets.flatMap((set) => {
    const { complete, missing } = completenessOf(set);
    if (complete || Date.parse(now) - Date.parse(set.since) < limitMs) return [];
    const lacking = missing.map((number) => `${number}`).join(', ');
    const value =
      lacking === ''
        ? { es: 'falta la última parte', en: 'the last part is missing' }
        : { es: `falta la parte ${lacking}`, en: `part ${lacking} is missing` };
    return [finding('PARTS_MISSING', { value })];
  });

/** A file is a test as a whole or not at all, lest real travellers go unscreened. */
export const testFindings = (heads: readonly InterchangeHead[]): Finding[] => {
  const tests = heads.filter(({ test }) => test).length;
  return tests > 0 && tests < heads.length ? [finding('TEST_AND_REAL_MIXED')] : [];
};

/** The sender has used this control reference before for other bytes. */
export const duplicateFinding = (reference: string): Finding =>
  finding('DUPLICATE_INTERCHANGE', { value: reference });
