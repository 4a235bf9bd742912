import {
  completenessOf,
  composeChanges,
  partFindings,
  type Completeness,
  type ListChanges,
} from '@vigia/formats';
import type { Finding } from '@vigia/manifest';
import type { ListReceipt, ListVersion, Receipt, ReceiptDocument } from '../receipt';
import type { ListDocument, TripOfList } from './lists';

/** One submission in the life of a list. */
export interface TimelineEntry extends Omit<ListVersion, 'changes' | 'conveyanceKey'> {
  receiptId: string;
  receivedAt: string;
  format: string;
  added: number;
  removed: number;
  changed: number;
}

/** A list with everything that was sent about its conveyance. No value of a traveller is kept. */
export interface ShownList extends ListReceipt {
  /** The receipt under which this very list came in. */
  receipt: Receipt;
  /** The present list of the conveyance; absent some days after departure. */
  current?: {
    listVersion: number;
    status: 'open' | 'closed' | 'cancelled';
    travellers: number;
    trip: TripOfList;
  };
  timeline: TimelineEntry[];
  parts: Completeness[];
  complete: boolean;
  findings: Finding[];
  /** What changed after version `from` up to version `to`: ids and names of fields. */
  diff: ListChanges & { from: number; to: number };
}

export interface ShowOptions {
  manifestId: string;
  /** Versions between which the difference is told; the newest and the one before by default. */
  from?: number;
  to?: number;
  now: Date;
  partsLimitMs: number;
}

/** Puts together what a carrier sees of one of its lists; nothing when the list is not there. */
export const showList = (
  own: ReceiptDocument,
  all: readonly ReceiptDocument[],
  list: ListDocument | undefined,
  options: ShowOptions,
): ShownList | undefined => {
  const shown = own.receipt.manifests.find(({ manifestId }) => manifestId === options.manifestId);
  if (!shown) return undefined;
  const versions = all
    .flatMap((document) =>
      (document.versions ?? []).map((version) => ({ version, receipt: document.receipt })),
    )
    .filter(({ version }) => version.conveyanceKey === shown.conveyanceKey)
    .sort((a, b) => a.version.listVersion - b.version.listVersion);
  const newest = versions.at(-1)?.version.listVersion ?? 0;
  const to = Math.min(options.to ?? newest, newest);
  const from = Math.min(options.from ?? Math.max(0, to - 1), to);
  const between = versions
    .filter(({ version: { listVersion } }) => listVersion > from && listVersion <= to)
    .map(({ version }) => version.changes);
  const sets = list?.state.parts ?? [];
  const parts = sets.map(completenessOf);
  return {
    ...shown,
    receipt: own.receipt,
    ...(list && {
      current: {
        listVersion: list.version,
        status: list.state.status,
        travellers: list.state.travellers.length,
        trip: list.trip,
      },
    }),
    timeline: versions.map(({ version, receipt }) => entryOf(version, receipt)),
    parts,
    complete: parts.every(({ complete }) => complete),
    findings: partFindings(sets, options.now.toISOString(), options.partsLimitMs),
    diff: { from, to, ...composeChanges(between) },
  };
};

const entryOf = (
  { changes, conveyanceKey: _, ...version }: ListVersion,
  { receiptId, receivedAt, format }: Receipt,
): TimelineEntry => ({
  ...version,
  receiptId,
  receivedAt,
  format,
  added: changes.added.length,
  removed: changes.removed.length,
  changed: changes.changed.length,
});
