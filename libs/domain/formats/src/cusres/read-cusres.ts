import { EnvelopeReader } from '../edifact/envelope-reader';
import { SegmentReader } from '../edifact/segment-reader';
import type { Finding } from '@vigia/manifest';
import type { CusresAnswer } from '../parse-result';
import { Report } from '../report';
import { CusresReader } from './cusres-reader';

/** Reads every CUSRES in the bytes; messages of other types are passed over. Never throws. */
export const readCusres = (bytes: Uint8Array): { answers: CusresAnswer[]; findings: Finding[] } => {
  const answers: CusresAnswer[] = [];
  const report = new Report();
  const envelope = new EnvelopeReader<CusresAnswer[]>(
    ({ type }) => (type === 'CUSRES' ? new CusresReader() : undefined),
    (read) => answers.push(...read),
    report,
  );
  const segments = new SegmentReader(envelope);
  segments.push(bytes);
  segments.end();
  return { answers, findings: report.close() };
};
