import { deadlineOf, previewColumns, type ColumnPreview } from '@vigia/formats';
import { conveyanceKey, type Finding, type Traveller } from '@vigia/manifest';
import type { TripOfList } from './lists/lists';
import { readSubmission, type Submission } from './submission/read-submission';

/** How a file is understood, before it is sent; nothing of it is stored. */
export interface Preview {
  format: string;
  outcome: 'accepted' | 'accepted-with-warnings' | 'rejected';
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  columns: ColumnPreview[];
  lists: {
    conveyanceKey: string;
    trip: TripOfList;
    travellers: number;
    /** The first few, as they were read. */
    sample: Traveller[];
    deadline?: string;
  }[];
  findings: Finding[];
}

const SAMPLE = 5;
const MOST_FINDINGS = 1000;

/** Reads a submission as it would be read, and stores nothing. Throws as `readSubmission` does. */
export const previewOf = (submission: Submission, now: Date): Preview => {
  const { result, answered, fit, findings } = readSubmission(submission, now);
  const clean = findings.every(({ severity }) => severity === 'info');
  return {
    format: result.format,
    outcome: fit.length === 0 ? 'rejected' : clean ? 'accepted' : 'accepted-with-warnings',
    ...result.counts,
    columns: previewColumns(submission.body, result.format),
    lists: answered.map(({ manifest }) => {
      const { carrier, conveyance, itinerary, travellers } = manifest;
      const deadline = deadlineOf(manifest)?.at;
      return {
        conveyanceKey: conveyanceKey(manifest),
        trip: { carrier, conveyance, itinerary },
        travellers: travellers.length,
        sample: travellers.slice(0, SAMPLE),
        ...(deadline && { deadline }),
      };
    }),
    findings: findings.slice(0, MOST_FINDINGS),
  };
};
