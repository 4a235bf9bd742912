import { z } from 'zod';
import type { Revision } from '../versions/revision';

/** An entry on a page: what the list says, and the version in which it last changed. */
export const presentEntry = ({ from, entry, origin, expiresAt }: Revision) => ({
  listVersion: from,
  ...entry,
  origin,
  ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
});

/** One state of an entry, with who, when and why. */
export const presentRevision = (revision: Revision) => ({
  ...presentEntry(revision),
  status: revision.status,
  at: revision.at.toISOString(),
  by: revision.by,
  ...(revision.approvedBy && { approvedBy: revision.approvedBy }),
  ...(revision.reason && { reason: revision.reason }),
});

export const entryView = z.object({
  listVersion: z.int(),
  entryId: z.string(),
  listId: z.string(),
  kind: z.enum(['person', 'document']),
  names: z.array(
    z.object({
      full: z.string().optional(),
      surname: z.string().optional(),
      given: z.string().optional(),
      quality: z.enum(['primary', 'strong', 'weak']),
    }),
  ),
  datesOfBirth: z.array(z.string()),
  nationalities: z.array(z.string()),
  documents: z.array(
    z.object({ type: z.string(), number: z.string(), country: z.string().optional() }),
  ),
  sex: z.enum(['M', 'F']).optional(),
  programmes: z.array(z.string()).optional(),
  origin: z.enum(['import', 'edit']),
  expiresAt: z.iso.datetime().optional(),
});

export const revisionView = entryView.extend({
  status: z.enum(['active', 'withdrawn']),
  at: z.iso.datetime(),
  by: z.string(),
  approvedBy: z.string().optional(),
  reason: z.string().optional(),
});

export const editView = z.object({
  listId: z.string(),
  entryId: z.string(),
  version: z.int(),
  changed: z.boolean(),
  published: z.boolean(),
});
