import { LIST_FORMATS } from '@vigia/matching';
import { z } from 'zod';
import { ageMs, isStale, listSettings, type ListDocument } from './list';

/** A list as its owner and operators see it. */
export const viewOf = (list: ListDocument, now: Date): z.infer<typeof listView> => {
  const { _id, owner, name, kind, legalBasis, sample, sharing, staleAfterDays, fourEyes } = list;
  const { version, entries, createdAt, confirmedAt, importedAt, staging, unpublished } = list;
  return {
    listId: _id,
    owner,
    name,
    kind,
    legalBasis,
    sample,
    sharing,
    staleAfterDays,
    fourEyes,
    version,
    entries,
    createdAt: createdAt.toISOString(),
    ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
    ...(importedAt && { importedAt: importedAt.toISOString() }),
    ageSeconds: Math.floor(ageMs(list, now) / 1000),
    stale: isStale(list, now),
    published: !unpublished,
    ...(staging && {
      underWay: { kind: staging.kind, by: staging.by, since: staging.since.toISOString() },
    }),
  };
};

export const listView = z.object({
  listId: z.string(),
  owner: z.string(),
  ...listSettings.shape,
  version: z.int(),
  entries: z.int(),
  createdAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().optional(),
  importedAt: z.iso.datetime().optional(),
  ageSeconds: z.int(),
  stale: z.boolean(),
  published: z.boolean(),
  underWay: z.object({ kind: z.string(), by: z.string(), since: z.iso.datetime() }).optional(),
});

export const versionView = z.object({
  version: z.int(),
  kind: z.enum(['import', 'confirmation', 'edit', 'expiry']),
  at: z.iso.datetime(),
  by: z.string(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  reason: z.string().optional(),
  format: z.enum(LIST_FORMATS).optional(),
});
