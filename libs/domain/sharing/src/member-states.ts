/** A member of the Regional Conference on Migration; codes of ISO 3166-1. */
export interface MemberState {
  /** alpha-3, lower case: names the state in topics, claims and records */
  id: string;
  alpha2: string;
  names: readonly string[];
}

/** The eleven member states of the Regional Conference on Migration (Puebla Process), 1996–2012. */
export const MEMBER_STATES: readonly MemberState[] = [
  { id: 'blz', alpha2: 'BZ', names: ['Belize', 'Belice'] },
  { id: 'can', alpha2: 'CA', names: ['Canada', 'Canadá'] },
  { id: 'cri', alpha2: 'CR', names: ['Costa Rica'] },
  { id: 'dom', alpha2: 'DO', names: ['Dominican Republic', 'República Dominicana'] },
  { id: 'slv', alpha2: 'SV', names: ['El Salvador'] },
  { id: 'gtm', alpha2: 'GT', names: ['Guatemala'] },
  { id: 'hnd', alpha2: 'HN', names: ['Honduras'] },
  { id: 'mex', alpha2: 'MX', names: ['Mexico', 'México'] },
  { id: 'nic', alpha2: 'NI', names: ['Nicaragua'] },
  { id: 'pan', alpha2: 'PA', names: ['Panama', 'Panamá'] },
  { id: 'usa', alpha2: 'US', names: ['United States', 'Estados Unidos'] },
];

const BY_CODE = new Map(
  MEMBER_STATES.flatMap((state) => [
    [state.id, state.id],
    [state.alpha2.toLowerCase(), state.id],
  ]),
);

/** The member state behind an alpha-2 or alpha-3 code in any case, or undefined for any other. */
export const memberStateOf = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : BY_CODE.get(code.toLowerCase());

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Folded once: every traveller's documents are looked at, most of them of other states. */
const WORDS = MEMBER_STATES.map(({ id, alpha2, names }) => ({
  id,
  alpha2,
  words: [id, ...names].map((word) => ` ${fold(word)} `),
}));

const CODE = /^[A-Za-z]{2,3}$/;

/** Every member state that a free text names, by code or by name in Spanish or English. */
export const memberStatesIn = (text: string | undefined): string[] => {
  if (!text) return [];
  // Most of what is asked is the code of a state, and mostly of no member.
  if (CODE.test(text)) return [memberStateOf(text)].filter((state) => state !== undefined);
  const folded = ` ${fold(text)} `;
  const code = text.trim().toUpperCase();
  return WORDS.filter(
    ({ alpha2, words }) => code === alpha2 || words.some((word) => folded.includes(word)),
  ).map(({ id }) => id);
};
