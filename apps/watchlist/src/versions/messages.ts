import { codecOf, TOPICS } from '@vigia/contracts';
import { deriveId } from '@vigia/manifest';
import type { OutboxMessage } from '@vigia/mongo';
import type { ListDocument } from '../lists/list';
import type { Revision } from './revision';

const entries = codecOf(TOPICS.watchlistEntry);
const published = codecOf(TOPICS.watchlistPublished);

/** The record that tells of one changed entry; the same bytes however often it is sent. */
export const entryMessage = (
  list: ListDocument,
  { key, from, status, entry, at }: Revision,
): OutboxMessage => ({
  topic: TOPICS.watchlistEntry,
  key,
  headers: {},
  value: entries.encode({
    eventId: deriveId('event', key, from, status),
    occurredAt: at.toISOString(),
    entryId: key,
    listId: list._id,
    listVersion: from,
    listKind: list.kind,
    owner: list.owner,
    legalBasis: list.legalBasis,
    sample: list.sample,
    status,
    entry,
  }),
});

/** The record that says that a version is whole, or that it was confirmed or its settings changed. */
export const publishedMessage = (list: ListDocument, at: Date): OutboxMessage => ({
  topic: TOPICS.watchlistPublished,
  key: list._id,
  headers: {},
  value: published.encode({
    eventId: deriveId('event', 'published', list._id, list.version, at.toISOString()),
    occurredAt: at.toISOString(),
    listId: list._id,
    name: list.name,
    version: list.version,
    changes: list.changes,
    entries: list.entries,
    listKind: list.kind,
    owner: list.owner,
    legalBasis: list.legalBasis,
    sample: list.sample,
    sharing: list.sharing,
    confirmedAt: (list.confirmedAt ?? list.createdAt).toISOString(),
    staleAfterDays: list.staleAfterDays,
  }),
});
