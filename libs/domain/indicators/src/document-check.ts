import { documentNumberKey } from '@vigia/manifest';
import type { TravelDocument } from './travel-leg';

/**
 * Whether a number of a known national form carries a wrong check digit: DUI of El Salvador
 * (nine digits) and CUI of Guatemala (thirteen). Anything else is not checked.
 * Source: spec/formats.md 8.4.
 */
export const checkDigitWrong = ({ type, issuer, number }: TravelDocument): boolean => {
  if (type !== 'I') return false;
  const digits = documentNumberKey(number);
  if (issuer === 'SLV' && /^\d{9}$/.test(digits)) {
    return (10 - (weighted(digits, 8, (at) => 9 - at) % 10)) % 10 !== Number(digits[8]);
  }
  if (issuer === 'GTM' && /^\d{13}$/.test(digits)) {
    return weighted(digits, 8, (at) => at + 2) % 11 !== Number(digits[8]);
  }
  return false;
};

const weighted = (digits: string, count: number, weight: (at: number) => number): number => {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += Number(digits[at]) * weight(at);
  return sum;
};
