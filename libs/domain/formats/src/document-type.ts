/**
 * The canonical type of a document code as DOC 1001 or an MRZ gives it (Doc 9303): IP and AC stand
 * for themselves, sub-types such as PD or ID count as their first letter, other codes are kept.
 */
export const documentType = (code: string): string => {
  const upper = code.toUpperCase().replace(/</g, '');
  if (upper === '') return 'U';
  if (upper === 'IP' || upper === 'AC') return upper;
  return /^[PIACVFLT][A-Z]?$/.test(upper) ? upper.slice(0, 1) : upper;
};
