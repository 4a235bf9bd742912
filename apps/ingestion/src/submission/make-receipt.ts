import { deadlineOf, lateFinding, type Resolution } from '@vigia/formats';
import { conveyanceKey, deriveId, type Finding, type Manifest } from '@vigia/manifest';
import type { ListReceipt, ListVersion, Receipt } from '../receipt';

/** Enough to mend a list by; a file with more is wrong as a whole, and the counts say so. */
const MOST_FINDINGS = 1000;

/** One list of a submission with what it did to the list of its conveyance; a test does nothing. */
export interface TakenList {
  manifest: Manifest;
  manifestId: string;
  resolution?: Resolution;
  late: boolean;
  findings: Finding[];
}

/** The id of a list is its receipt's with its place in the submission: same bytes, same id. */
export const manifestIdOf = (receiptId: string, index: number): string =>
  deriveId('manifest', receiptId, index);

/** What the door notices of one list by the clock and by what has come before. */
export const takenList = (
  manifest: Manifest,
  manifestId: string,
  resolution: Resolution | undefined,
  receivedAt: string,
): TakenList => {
  const putsTravellers = !resolution || ['list', 'change'].includes(resolution.effect);
  const late = putsTravellers ? lateFinding(deadlineOf(manifest)?.at, receivedAt) : [];
  return {
    manifest,
    manifestId,
    late: late.length > 0,
    ...(resolution && { resolution }),
    findings: [...late, ...(resolution?.findings ?? [])],
  };
};

/** Makes the receipt of a submission. */
export const makeReceipt = (parts: {
  receiptId: string;
  sha256: string;
  receivedAt: Date;
  format: string;
  counts: { received: number; warned: number };
  lists: readonly TakenList[];
  findings: readonly Finding[];
  test: boolean;
}): Receipt => {
  const { receiptId, sha256, receivedAt, format, counts, lists, test } = parts;
  const findings = [...parts.findings, ...lists.flatMap((list) => list.findings)];
  const manifests = lists.map(listReceipt);
  const taken = manifests.reduce((sum, { travellers }) => sum + travellers, 0);
  const deadlines = lists.flatMap(({ manifest }) => deadlineOf(manifest)?.at ?? []).sort();
  const clean = findings.every(({ severity }) => severity === 'info');
  return {
    receiptId,
    ...(manifests[0] && { manifestId: manifests[0].manifestId }),
    status: manifests.length === 0 ? 'rejected' : clean ? 'accepted' : 'accepted-with-warnings',
    format,
    sha256,
    receivedAt: receivedAt.toISOString(),
    ...(test && { test: true as const }),
    received: counts.received,
    accepted: taken,
    warned: manifests.length === 0 ? 0 : counts.warned,
    refused: Math.max(0, counts.received - taken),
    findings: findings.slice(0, MOST_FINDINGS),
    ...(deadlines[0] && { deadline: deadlines[0] }),
    manifests,
  };
};

const listReceipt = ({ manifest, manifestId, resolution, late }: TakenList): ListReceipt => ({
  manifestId,
  conveyanceKey: conveyanceKey(manifest),
  travellers: manifest.travellers.length,
  ...(resolution && {
    listVersion: resolution.listVersion,
    effect: resolution.effect,
    late,
    added: resolution.changes.added.length,
    changed: resolution.changes.changed.length,
    removed: resolution.changes.removed,
    boarded: resolution.boarded.length,
    notBoarded: resolution.notBoarded.length,
    superseded: resolution.superseded,
  }),
});

/** What the timeline keeps of each list that had an effect. */
export const versionsOf = (lists: readonly TakenList[]): ListVersion[] =>
  lists.flatMap(({ manifest, manifestId, resolution, late }) => {
    if (!resolution) return [];
    const { listVersion, effect, superseded, changes, boarded, notBoarded } = resolution;
    const { channel, preparedAt, part } = manifest.source;
    return [
      {
        conveyanceKey: conveyanceKey(manifest),
        manifestId,
        listVersion,
        effect,
        late,
        channel,
        travellers: manifest.travellers.length,
        superseded,
        changes,
        ...(preparedAt && { preparedAt }),
        ...(part && { part }),
        boarded,
        notBoarded,
      },
    ];
  });
