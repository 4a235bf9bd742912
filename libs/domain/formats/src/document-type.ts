/**
 * The canonical type of a document code as DOC 1001 or an MRZ gives it (Doc 9303): IP and AC stand
 * for themselves, sub-types such as PD or ID count as their first letter, other codes are kept.
 */
export const documentType = (code: string): string => {
  const known = remembered.get(code);
  if (known !== undefined) return known;
  const upper = code.toUpperCase().replace(/</g, '');
  const one = /^[PIACVFLT][A-Z]?$/.test(upper) && upper !== 'IP' && upper !== 'AC';
  const type = one ? upper.slice(0, 1) : upper || 'U';
  if (remembered.size < MOST_REMEMBERED) remembered.set(code, type);
  return type;
};

/** Lists name few types many times. */
const MOST_REMEMBERED = 256;
const remembered = new Map<string, string>();
