import { z } from 'zod';
import type { Proposal } from './proposals';

/** A proposal as the people of the list's state see it. */
export const proposalOf = (proposal: Proposal): z.infer<typeof proposalView> => {
  const { _id, listId, change, by, at, state, decidedBy, decidedAt, decisionReason } = proposal;
  const { action, reason } = change;
  return {
    proposalId: _id,
    listId,
    action,
    reason,
    by,
    at: at.toISOString(),
    state,
    ...('entryId' in change && { entryId: change.entryId }),
    ...(change.action === 'put' && { entry: change.entry }),
    ...(change.action === 'put' &&
      change.expiresAt && { expiresAt: change.expiresAt.toISOString() }),
    ...(change.action === 'settings' && { settings: change.settings }),
    ...(decidedBy && { decidedBy }),
    ...(decidedAt && { decidedAt: decidedAt.toISOString() }),
    ...(decisionReason && { decisionReason }),
  };
};

export const proposalView = z.object({
  proposalId: z.string(),
  listId: z.string(),
  action: z.enum(['put', 'remove', 'settings']),
  entryId: z.string().optional(),
  entry: z.unknown().optional(),
  settings: z.unknown().optional(),
  expiresAt: z.iso.datetime().optional(),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['open', 'approved', 'rejected']),
  decidedBy: z.string().optional(),
  decidedAt: z.iso.datetime().optional(),
  decisionReason: z.string().optional(),
});
