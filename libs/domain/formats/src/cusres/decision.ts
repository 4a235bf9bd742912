import type { CusresAnswer, CusresDecision } from '../parse-result';

const TRAVELLER: Readonly<Record<string, CusresDecision>> = {
  '0': 'BOARD',
  '1': 'NO_BOARD',
  '2': 'CHECK',
  '4': 'DATA_ERROR',
};

/**
 * What an ERC code means (formats 3.2). For a traveller the first character decides, and one that
 * we do not know never lets anybody board. For a message 1nn and 2nn are errors, 3nn and 5nn not.
 */
export const decisionOf = (level: CusresAnswer['level'], code: string): CusresDecision => {
  if (level === 'traveller') return TRAVELLER[code.slice(0, 1)] ?? 'NO_BOARD';
  return /^[035]/.test(code) ? 'ACCEPTED' : 'REFUSED';
};
