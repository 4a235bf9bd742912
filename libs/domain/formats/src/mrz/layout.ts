/** The sizes of machine-readable zones (Doc 9303 parts 4 to 7). */
export type MrzKind = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B';

/** Lines and characters a line. */
export const SIZE: Readonly<Record<MrzKind, readonly [number, number]>> = {
  TD1: [3, 30],
  TD2: [2, 36],
  TD3: [2, 44],
  'MRV-A': [2, 44],
  'MRV-B': [2, 36],
};

/** A field that a check digit protects. */
export type CheckedField = 'number' | 'birth' | 'expiry' | 'optional' | 'composite';

/** What a machine-readable zone says. Dates are ISO 8601, codes as printed without fillers. */
export interface Mrz {
  kind: MrzKind;
  /** Document code as printed, e.g. `P`, `PD`, `I`, `V`. */
  code: string;
  /** State or organisation as Doc 9303 writes it; `D` becomes `DEU`. */
  issuer: string;
  number: string;
  surname: string;
  given?: string;
  nationality: string;
  dateOfBirth?: string;
  gender: 'M' | 'F' | 'X';
  expires?: string;
  optional?: string;
  optional2?: string;
  /** The name fills its field to the last position and may go on. */
  truncated: boolean;
  /** Check digits that do not agree; empty when all do. */
  failed: CheckedField[];
}
