import { acrossFrom, passingCost, type Adjacency } from './adjacency';
import type { Link, NodeId } from './links-of';

/** A node of a neighbourhood: how many links away, and the cost of the cheapest way, in bits. */
export interface Neighbour {
  node: NodeId;
  hops: number;
  cost: number;
}

export interface Neighbourhood {
  /** Nearest first; the node asked for is the first. */
  nodes: Neighbour[];
  /** Links between shown nodes, each with its source. */
  links: Link[];
  /** Whether the cap left something out. */
  truncated: boolean;
}

export interface NetworkLimits {
  /** Links from the first node, 1 to 6. */
  hops: number;
  /** Nodes at most, 1 to 1,000. */
  cap: number;
  /** A node with more neighbours is shown and not passed through. */
  widest?: number;
  /** Links and travellers on the allow-list: what they lead to is shown, and leads no further. */
  allowed?: { link: (link: Link) => boolean; node: (node: NodeId) => boolean };
}

const WIDEST = 80;
const NOTHING_ALLOWED = { link: () => false, node: () => false };

interface Way extends Neighbour {
  /** Shown, and not passed through. */
  ends?: boolean;
  via?: { before: Way; link: Link };
}

/**
 * Everything within some links of a node, rarest connections first, so that the cap cuts what says
 * least. Deterministic for the same adjacency.
 */
export const neighbourhood = (
  node: NodeId,
  adjacency: Adjacency,
  limits: NetworkLimits,
): Neighbourhood => {
  const { reached, truncated } = explore(node, adjacency, limits);
  const shown = new Set(reached.map((way) => way.node));
  const links = new Map<string, Link>();
  for (const way of reached) {
    for (const link of adjacency(way.node).links) {
      if (!shown.has(link.traveller) || !shown.has(link.other)) continue;
      links.set(`${link.traveller}|${link.other}|${link.source.legId}`, link);
    }
  }
  return {
    nodes: reached.map(({ node: id, hops, cost }) => ({ node: id, hops, cost })),
    links: [...links.values()],
    truncated,
  };
};

/**
 * The cheapest way from one node to another: the links in order, each with its source, or nothing
 * within the limits. Cheap is what few share, so one telephone beats one bus.
 */
export const shortestConnection = (
  from: NodeId,
  to: NodeId,
  adjacency: Adjacency,
  limits: NetworkLimits,
): Link[] | undefined => {
  const { found } = explore(from, adjacency, limits, to);
  if (!found) return undefined;
  const links: Link[] = [];
  for (let way = found; way.via; way = way.via.before) links.unshift(way.via.link);
  return links;
};

const explore = (
  start: NodeId,
  adjacency: Adjacency,
  { hops, cap, widest = WIDEST, allowed = NOTHING_ALLOWED }: NetworkLimits,
  goal?: NodeId,
): { reached: Way[]; truncated: boolean; found?: Way } => {
  const [most, deepest] = [Math.min(1000, Math.max(1, cap)), Math.min(6, Math.max(1, hops))];
  const open: Way[] = [{ node: start, hops: 0, cost: 0 }];
  const reached: Way[] = [];
  // A dearer way with fewer links may reach further within the hop limit: remember both.
  const best = new Map<NodeId, number>();
  const shown = new Set<NodeId>();
  while (open.length > 0) {
    const way = takeCheapest(open);
    if (way.ends ? shown.has(way.node) : (best.get(way.node) ?? Infinity) <= way.hops) continue;
    if (!way.ends) best.set(way.node, way.hops);
    if (!shown.has(way.node)) {
      if (shown.size >= most) return { reached, truncated: true };
      shown.add(way.node);
      reached.push(way);
    }
    if (way.node === goal) return { reached, truncated: false, found: way };
    if (way.ends || way.hops >= deepest) continue;
    const { degree, links } = adjacency(way.node);
    if (degree > widest && way.hops > 0) continue;
    const cost = way.cost + passingCost(degree);
    for (const link of links) {
      const next = acrossFrom(way.node, link);
      if ((best.get(next) ?? Infinity) <= way.hops + 1) continue;
      const silent = allowed.link(link);
      // From an allowed contact nobody is reached; whoever left it shows it.
      if (silent && way.node !== link.traveller) continue;
      const ends = silent || allowed.node(next) || allowed.node(way.node);
      open.push({ node: next, hops: way.hops + 1, cost, ends, via: { before: way, link } });
    }
  }
  return { reached, truncated: false };
};

const takeCheapest = (open: Way[]): Way => {
  let at = 0;
  open.forEach((way, index) => {
    if (before(way, open[at] ?? way)) at = index;
  });
  const [way] = open.splice(at, 1);
  if (!way) throw new Error('nothing left to explore');
  return way;
};

const before = (a: Way, b: Way): boolean =>
  a.cost !== b.cost ? a.cost < b.cost : a.hops !== b.hops ? a.hops < b.hops : a.node < b.node;
