import { assessLegs, conclude, type BatchAssessment } from '@vigia/indicators';
import type { Year } from './year';

/** How one pattern fared. A ring is found when at least half of its people are alerted. */
export interface PatternFigures {
  pattern: string;
  rings: number;
  found: number;
  /** Rings with at least one person alerted. */
  touched: number;
  people: number;
  alerted: number;
  /** Rings that only suspension hid. */
  hidden: number;
}

export interface Figures {
  patterns: PatternFigures[];
  rings: number;
  found: number;
  innocents: number;
  innocentsAlerted: number;
  per2000: number;
  /** Innocents alerted by the indicators that made the alert, most frequent first. */
  causes: [indicators: string, people: number][];
  suspensions: number;
}

/** Runs the rules over a year. */
export const assessYear = ({ legs, allowList, lostDocuments }: Year): BatchAssessment =>
  assessLegs(legs, { allowList, lostDocuments });

/** Compares what was alerted with what was planted. */
export const figuresOf = (year: Year, { assessments, suspensions }: BatchAssessment): Figures => {
  const alerted = new Map<number, string>();
  const hushed = new Set<number>();
  for (const { journey, alert, indicators } of assessments) {
    const people = journey.legs.map(({ legId }) => year.owner.get(legId) ?? -1);
    if (!alert && conclude(journey, indicators).alert) for (const one of people) hushed.add(one);
    if (!alert) continue;
    const ids = indicators.map(({ id }) => id).join('+');
    for (const one of people) alerted.set(one, ids);
  }
  const planted = new Set(year.rings.flatMap(({ people }) => [...people]));
  const patterns = new Map<string, PatternFigures>();
  for (const { pattern, people } of year.rings) {
    const row = patterns.get(pattern) ?? {
      pattern,
      rings: 0,
      found: 0,
      touched: 0,
      people: 0,
      alerted: 0,
      hidden: 0,
    };
    const seen = [...people].filter((person) => alerted.has(person)).length;
    row.rings += 1;
    const found = seen * 2 >= people.size;
    const otherwise = [...people].filter((one) => alerted.has(one) || hushed.has(one)).length;
    row.found += found ? 1 : 0;
    row.hidden += !found && otherwise * 2 >= people.size ? 1 : 0;
    row.touched += seen > 0 ? 1 : 0;
    row.people += people.size;
    row.alerted += seen;
    patterns.set(pattern, row);
  }
  const causes = new Map<string, number>();
  let innocentsAlerted = 0;
  for (const [person, ids] of alerted) {
    if (planted.has(person)) continue;
    innocentsAlerted += 1;
    causes.set(ids, (causes.get(ids) ?? 0) + 1);
  }
  const rows = [...patterns.values()];
  return {
    patterns: rows,
    rings: year.rings.length,
    found: rows.reduce((sum, { found }) => sum + found, 0),
    ...{ innocents: year.innocents, innocentsAlerted },
    per2000: (innocentsAlerted / year.innocents) * 2000,
    causes: [...causes].sort((a, b) => b[1] - a[1]),
    suspensions: suspensions.length,
  };
};
