/** What one version changed, without any value: ids and names of fields (safeguard 10). */
export interface ListChanges {
  added: string[];
  removed: string[];
  changed: ChangedFields[];
}

/** A traveller whose facts changed; `was` is the id before, where identity facts made a new one. */
export interface ChangedFields {
  travellerId: string;
  was?: string;
  fields: string[];
}

/**
 * What several versions changed together, oldest first: who came and went again between them does
 * not appear, fields of one traveller are gathered, and a chain of new ids becomes one step.
 */
export const composeChanges = (versions: readonly ListChanges[]): ListChanges => {
  const added = new Set<string>();
  const removed = new Set<string>();
  const changed = new Map<string, { was?: string; fields: Set<string> }>();
  for (const version of versions) {
    for (const { travellerId, was, fields } of version.changed) {
      const before = was ?? travellerId;
      if (added.has(before)) {
        added.delete(before);
        added.add(travellerId);
        continue;
      }
      const known = changed.get(before);
      changed.delete(before);
      const origin = known?.was ?? was;
      changed.set(travellerId, {
        ...(origin !== undefined && origin !== travellerId && { was: origin }),
        fields: new Set([...(known?.fields ?? []), ...fields]),
      });
    }
    for (const id of version.removed) {
      const known = changed.get(id);
      changed.delete(id);
      if (!added.delete(id)) removed.add(known?.was ?? id);
    }
    // Somebody who comes back may have come back with other facts, so both are told.
    for (const id of version.added) added.add(id);
  }
  return {
    added: [...added].sort(),
    removed: [...removed].sort(),
    changed: [...changed]
      .map(([travellerId, { was, fields }]) => ({
        travellerId,
        ...(was !== undefined && { was }),
        fields: [...fields].sort(),
      }))
      .sort((a, b) => (a.travellerId < b.travellerId ? -1 : 1)),
  };
};
