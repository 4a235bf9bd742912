import { alpha3Of, isStateCode } from '@vigia/manifest';

/**
 * Writes a nationality or an issuing state as Doc 9303 does: alpha-3, `D` as `DEU`, special codes
 * as they are. `known` is false when no such code exists; the code is then kept as it came.
 */
export const stateCode = (text: string): { code: string; known: boolean } => {
  if (text.length === 3 && isStateCode(text)) return { code: text, known: true };
  const upper = text.toUpperCase();
  if (upper === 'D') return { code: 'DEU', known: true };
  if (upper.length === 2) {
    const three = alpha3Of(upper);
    return three ? { code: three, known: true } : { code: upper, known: false };
  }
  return { code: upper, known: isStateCode(upper) };
};
