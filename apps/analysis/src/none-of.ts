/** What a document was when it was read; `null` stands for a field that it did not have. */
type AsRead = { _id: string } & Readonly<Record<string, string | number | null>>;

/**
 * The condition that a document is none of these, as they were read. With it MongoDB tells what has
 * changed or come since, and mostly answers with nothing; the alternative is to read all of them again.
 */
export const noneOf = (known: Iterable<AsRead>): object => {
  const alike = new Map<string, { fields: object; ids: string[] }>();
  for (const { _id, ...fields } of known) {
    const key = JSON.stringify(fields);
    const group = alike.get(key);
    if (group) group.ids.push(_id);
    else alike.set(key, { fields, ids: [_id] });
  }
  const groups = [...alike.values()].map(({ fields, ids }) => ({ ...fields, _id: { $in: ids } }));
  return groups.length > 0 ? { $nor: groups } : {};
};
