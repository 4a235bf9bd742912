/** Name, algorithm and generation of this matcher; it stands in every assessment. */
export const MATCHER_VERSION = 'vigia-matching/1.4.0';

/**
 * Every number the score depends on, as data. Points add up: the score is their sum, held between
 * 0 and 1. A policy with other numbers needs another `version`.
 */
export interface Policy {
  version: string;
  /** Score from which a match is an alert. */
  threshold: number;
  name: {
    /** Points of two whole names that agree in every word. */
    full: number;
    /** Cost of a word only the traveller has, and of one only the entry has (share of its weight). */
    extraInQuery: number;
    extraInEntry: number;
    /** Cost of words that stand against each other: both sides have one and they differ. */
    conflict: number;
    /** Factor when only one telling word supports the match. */
    singleWord: number;
    /** Factor when a telling word and an initial support it. */
    wordAndInitial: number;
    /** Factor when surname and given names changed places. */
    swapped: number;
    /** Factor for names the list owner marks as weak. */
    weakAlias: number;
    /** How telling a name is: `floor + slope × weight of the agreeing words`, at most 1. */
    tellingFloor: number;
    tellingSlope: number;
    /** Factor when the only agreeing word is one of several the traveller has. */
    singleWordOfMore: number;
    /** Factor when surnames, or first names, stand against each other. */
    otherGiven: number;
    /** Factor when no word of the traveller's surname is listed, though the others agree. */
    surnameAlone: number;
    /** Factor when the traveller's surname stands among the first names of the list, with another surname. */
    surnameElsewhere: number;
    /** Factor when one of several first names of each side has no partner. */
    givenApart: number;
  };
  birthDate: {
    same: number;
    sameMonth: number;
    sameYear: number;
    withinYears: number;
    swapped: number;
    offByOneYear: number;
    nearYear: number;
    oneDigit: number;
    sameYearOtherDay: number;
    different: number;
  };
  nationality: { same: number; different: number };
  sex: { same: number; different: number };
  document: {
    /** The score an equal document of the same issuer lifts a not absurd name to. */
    lift: number;
    liftConfusable: number;
    /** Points when the names have nothing in common, and for an equal number without issuer. */
    nameAbsurd: number;
    issuerUnknown: number;
    /** Name points below which names count as absurd. */
    plausibleName: number;
    /** Points of an entry that is itself a document: same key, and same but for O/0 or I/1. */
    listed: number;
    listedConfusable: number;
  };
}

/** The policy in force: fixed on the development set (docs/scorecard.md), not tuned per list. */
export const DEFAULT_POLICY: Policy = {
  version: 'default-2026-11-25.2',
  threshold: 0.675,
  name: {
    full: 0.84,
    extraInQuery: 0.25,
    extraInEntry: 0.15,
    conflict: 1.8,
    singleWord: 0.8,
    wordAndInitial: 0.98,
    swapped: 0.97,
    weakAlias: 0.92,
    tellingFloor: 0.76,
    tellingSlope: 0.13,
    singleWordOfMore: 0.94,
    otherGiven: 0.75,
    surnameAlone: 0.85,
    surnameElsewhere: 0.92,
    givenApart: 0.85,
  },
  birthDate: {
    same: 0.24,
    sameMonth: 0.12,
    sameYear: 0.065,
    withinYears: 0.05,
    swapped: 0.16,
    offByOneYear: 0,
    nearYear: -0.08,
    oneDigit: -0.08,
    sameYearOtherDay: -0.22,
    different: -0.45,
  },
  nationality: { same: 0.03, different: -0.06 },
  sex: { same: 0.005, different: -0.02 },
  document: {
    lift: 0.97,
    liftConfusable: 0.85,
    nameAbsurd: 0.3,
    issuerUnknown: 0.1,
    plausibleName: 0.3,
    listed: 1,
    listedConfusable: 0.75,
  },
};
