import type { Leg } from '@vigia/manifest';
import { dtm, type SegmentWriter } from '../edifact/segment-writer';
import { writeEnvelope, type EnvelopeOptions } from '../edifact/write-envelope';
import type { CusresAnswer } from '../parse-result';

/** One CUSRES to write: which list it answers, and what it says of the message and of travellers. */
export interface Cusres {
  kind: CusresAnswer['kind'];
  /** 0068 of the list that is answered. */
  accessRef?: string;
  /** RFF+TN of the list, or the authority's own id in a 132. */
  transactionId?: string;
  /** Flight or service, repeated for each leg. */
  journeyId?: string;
  legs?: readonly Leg[];
  answers: readonly Pick<CusresAnswer, 'level' | 'refs' | 'code' | 'text'>[];
}

const LONGEST_TEXT = 70;

/**
 * Writes a CUSRES (formats 3.1): 962 answers a list, 132 changes an earlier answer, 312 acknowledges
 * a 132. The answer is about data; it carries no directive that the caller has not put into it.
 */
export const writeCusres = (cusres: Cusres, options: EnvelopeOptions): string =>
  writeEnvelope(
    {
      type: 'CUSRES',
      ...(cusres.accessRef && { accessRef: cusres.accessRef, part: { seq: 1, last: true } }),
    },
    options,
    (out) => {
      out.put('BGM', cusres.kind);
      if (cusres.transactionId) out.put('RFF', ['TN', cusres.transactionId]);
      cusres.legs?.forEach((leg) => writeLeg(leg, cusres.journeyId, out));
      cusres.answers.forEach((answer) => writeAnswer(answer, out));
    },
  );

const writeLeg = (leg: Leg, journeyId: string | undefined, out: SegmentWriter): void => {
  if (journeyId) out.put('RFF', ['AF', journeyId]);
  if (leg.departureLocal) out.put('DTM', dtm('189', leg.departureLocal));
  if (leg.arrivalLocal) out.put('DTM', dtm('232', leg.arrivalLocal));
  const qualifier = (role: string, own: string): string => (role === 'stop' ? '92' : own);
  if (leg.from.code) out.put('LOC', qualifier(leg.from.role, '125'), leg.from.code);
  if (leg.to.code) out.put('LOC', qualifier(leg.to.role, '87'), leg.to.code);
};

const writeAnswer = (answer: Cusres['answers'][number], out: SegmentWriter): void => {
  out.put('ERP', answer.level === 'message' ? '1' : '2');
  for (const qualifier of ['AVF', 'ABO', 'AEA'] as const) {
    const value = answer.refs[qualifier];
    if (value) out.put('RFF', [qualifier, value]);
  }
  out.put('ERC', answer.code);
  if (answer.text) out.put('FTX', 'AAP', '', '', answer.text.slice(0, LONGEST_TEXT));
};
