import type { Link, NodeId } from './links-of';

/** What touches a node: how many other nodes in all, and the links at hand (perhaps only some). */
export interface Touching {
  degree: number;
  links: readonly Link[];
}

/** Answers at once; a service reads its store level by level and hands in what it found. */
export type Adjacency = (node: NodeId) => Touching;

/** The node at the other end of a link. */
export const acrossFrom = (node: NodeId, { traveller, other }: Link): NodeId =>
  node === traveller ? other : traveller;

/**
 * What it costs to pass through a node with that many neighbours: a telephone that two people share
 * says much, a bus with fifty people little. In bits, at least 1.
 */
export const passingCost = (degree: number): number => Math.log2(1 + Math.max(1, degree));

/** All the links of a batch, indexed in memory; a node's links are in a stable order. */
export const adjacencyOf = (links: Iterable<Link>): Adjacency => {
  const touching = new Map<NodeId, Map<string, Link>>();
  for (const link of links) {
    for (const node of [link.traveller, link.other]) {
      const own = touching.get(node) ?? new Map<string, Link>();
      touching.set(node, own);
      const key = `${acrossFrom(node, link)}|${link.source.legId}`;
      if (!own.has(key)) own.set(key, link);
    }
  }
  return (node) => {
    const own = [...(touching.get(node) ?? new Map<string, Link>())].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const found = own.map(([, link]) => link);
    return { degree: new Set(found.map((link) => acrossFrom(node, link))).size, links: found };
  };
};
