import { compareBirthDate, type BirthDate, type BirthDateRelation } from './compare-birth-date';
import { compareDocuments, type DocumentKey, type DocumentRelation } from './compare-documents';
import { compareNames, type NameComparison, type NearWords } from './compare-names';
import type { Evidence, EvidenceKind } from './entry';
import {
  explainBirthDate,
  explainDocument,
  explainName,
  explainNationality,
  explainSex,
} from './explain';
import type { SimilarityOf } from './joined-words';
import { ALL_NAMES } from './name-outlines';
import type { Policy } from './policy';
import type { PreparedEntry, PreparedQuery } from './prepare';
import type { PreparedName } from './prepare-name';
import type { Vocabulary } from './token';

/** What was found out about one traveller and one entry; evidence is written only when asked for. */
export interface Scored {
  readonly score: number;
  /** The sum before it is held between 0 and 1; ranks matches that both reach 1. */
  readonly sum: number;
  readonly evidence: () => Evidence[];
  readonly notUsed: () => EvidenceKind[];
}

/** What scoring needs beside the two sides. */
export interface Scoring {
  readonly policy: Policy;
  readonly similarityOf: SimilarityOf;
  readonly vocabulary: Vocabulary;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/**
 * The score that a list of evidence stands for: the sum of its points, held between 0 and 1. It is
 * the function the matcher itself uses, so what an officer reads adds up to what they see.
 */
export const recomputeScore = (evidence: readonly { points: number }[]): number =>
  round(
    Math.min(
      1,
      Math.max(
        0,
        evidence.reduce((sum, { points }) => sum + points, 0),
      ),
    ),
  );

/** What everything but the names says of a traveller and an entry; absent means not comparable. */
export interface Facts {
  readonly birth: BestBirthDate | undefined;
  readonly nationality: boolean | undefined;
  readonly sex: boolean | undefined;
  readonly document: BestDocument | undefined;
}

/** Compares everything but the names. */
export const compareFacts = (
  query: PreparedQuery,
  listed: PreparedEntry,
  policy: Policy,
): Facts => ({
  birth: bestBirthDate(query, listed, policy),
  nationality: compareNationality(query, listed),
  sex: compareSex(query, listed),
  document: bestDocument(query, listed),
});

/**
 * Scores one traveller against one entry: the only path, for searching and for comparing pairs.
 * `among` says, as bits, which of the entry's names may be the best; a search leaves out those that
 * cannot make a match, and hands on what it found `near`.
 */
export const scoreEntry = (
  query: PreparedQuery,
  listed: PreparedEntry,
  scoring: Scoring,
  facts: Facts = compareFacts(query, listed, scoring.policy),
  among = ALL_NAMES,
  near?: NearWords,
): Scored => {
  const { policy } = scoring;
  const { birth, nationality, sex, document } = facts;
  const name = bestName(query, listed, scoring, among, near);

  const points: { kind: EvidenceKind; points: number }[] = [];
  let sum = 0;
  const add = (kind: EvidenceKind, value: number): void => {
    points.push({ kind, points: round(value) });
    sum += round(value);
  };
  const namePoints = name ? round(name.comparison.similarity * policy.name.full) : 0;
  const isDocument = listed.entry.kind === 'document';
  if (name) add('name', namePoints);
  if (birth) add('birthDate', policy.birthDate[birth.relation]);
  if (nationality !== undefined) {
    add('nationality', nationality ? policy.nationality.same : policy.nationality.different);
  }
  if (sex !== undefined) add('sex', sex ? policy.sex.same : policy.sex.different);
  if (document) {
    const plausible = !name || namePoints >= policy.document.plausibleName;
    add('document', documentPoints(document.relation, policy, isDocument, plausible, sum));
  }
  const texts: Record<EvidenceKind, () => Evidence['text']> = {
    name: () => explainName(name as BestName, query.name as PreparedName),
    birthDate: () => explainBirthDate(birth as BestBirthDate, query.shownBirthDate),
    nationality: () => explainNationality(nationality === true, query, listed),
    sex: () => explainSex(sex === true),
    document: () => explainDocument(document as BestDocument, isDocument),
  };
  return {
    score: recomputeScore(points),
    sum,
    evidence: () => points.map((item) => ({ ...item, text: texts[item.kind]() })),
    notUsed: () => {
      const used = new Set(points.map(({ kind }) => kind));
      return isDocument ? [] : KINDS.filter((kind) => !used.has(kind));
    },
  };
};

const KINDS: readonly EvidenceKind[] = ['name', 'birthDate', 'nationality', 'document', 'sex'];

/** The listed name that resembles the traveller's most, and how. */
export interface BestName {
  readonly listed: PreparedName;
  readonly comparison: NameComparison;
}

const bestName = (
  query: PreparedQuery,
  { names }: PreparedEntry,
  { policy, similarityOf, vocabulary }: Scoring,
  among: number,
  near: NearWords | undefined,
): BestName | undefined => {
  if (!query.name) return undefined;
  let best: BestName | undefined;
  for (const [at, listed] of names.entries()) {
    if (among !== ALL_NAMES && !(among & (1 << at))) continue;
    const comparison = compareNames(
      query.name,
      listed,
      policy.name,
      similarityOf,
      vocabulary,
      near,
      at,
    );
    if (!best || comparison.similarity > best.comparison.similarity) best = { listed, comparison };
  }
  return best;
};

/** The listed birth date that speaks most for the entry, and how. */
export interface BestBirthDate {
  readonly relation: BirthDateRelation;
  readonly listed: BirthDate;
}

const bestBirthDate = (
  query: PreparedQuery,
  { birthDates }: PreparedEntry,
  policy: Policy,
): BestBirthDate | undefined => {
  if (!query.birthDate) return undefined;
  let best: BestBirthDate | undefined;
  for (const date of birthDates) {
    const relation = compareBirthDate(query.birthDate, date);
    if (best && policy.birthDate[relation] <= policy.birthDate[best.relation]) continue;
    best = { relation, listed: date };
  }
  return best;
};

/** Identity comparison only: nationality never says anything about risk (safeguard 1). */
const compareNationality = (
  { nationality }: PreparedQuery,
  { nationalities }: PreparedEntry,
): boolean | undefined =>
  nationality === undefined || nationalities.length === 0
    ? undefined
    : nationalities.includes(nationality);

const compareSex = (query: PreparedQuery, listed: PreparedEntry): boolean | undefined =>
  query.sex === undefined || listed.sex === undefined ? undefined : query.sex === listed.sex;

/** The document both sides share, and how surely. */
export interface BestDocument {
  readonly relation: DocumentRelation;
  readonly query: DocumentKey;
}

const STRENGTH: readonly DocumentRelation[] = ['issuerUnknown', 'confusable', 'same'];

const bestDocument = (query: PreparedQuery, listed: PreparedEntry): BestDocument | undefined => {
  let best: BestDocument | undefined;
  for (const ours of query.documents) {
    for (const theirs of listed.documents) {
      const relation = compareDocuments(ours, theirs);
      if (!relation) continue;
      if (!best || STRENGTH.indexOf(relation) > STRENGTH.indexOf(best.relation)) {
        best = { relation, query: ours };
      }
    }
  }
  return best;
};

const documentPoints = (
  relation: DocumentRelation,
  { document }: Policy,
  isDocument: boolean,
  plausible: boolean,
  others: number,
): number => {
  if (relation === 'issuerUnknown') return document.issuerUnknown;
  if (isDocument) return relation === 'same' ? document.listed : document.listedConfusable;
  const weak = relation === 'confusable' ? document.liftConfusable / document.lift : 1;
  if (!plausible) return document.nameAbsurd * weak;
  return Math.max(document.issuerUnknown, document.lift * weak - others);
};
