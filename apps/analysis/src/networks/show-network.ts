import {
  adjacencyOf,
  neighbourhood,
  passingCost,
  shortestConnection,
  type Adjacency,
  type Link,
  type NodeId,
} from '@vigia/indicators';
import type { Bilingual } from '@vigia/manifest';
import type { TravellerRow } from '../rows/row';
import { currentVersion, personOfRow } from '../rows/travel-legs';
import { ALLOWED_NOTE } from './allowed';
import type { Gathered } from './gather-network';

/** A node of a network as analysts see it. */
export interface ShownNode {
  node: NodeId;
  kind: string;
  /** A name, a document, a masked contact, a booking: what the node is, for people. */
  label: string;
  /** On the allow-list: shown, and joining nobody. */
  allowListed?: true;
  /** Links from the node asked for. */
  hops?: number;
  /** What the cheapest way there costs, in bits: rare connections are cheap. */
  cost?: number;
}

/** What joins a traveller and something, with every list and leg on which it was read. */
export interface ShownEdge {
  from: NodeId;
  to: NodeId;
  /** 1 for what two share, less the more share it. */
  weight: number;
  sources: { manifestId: string; legId: string; at: string }[];
}

export interface ShownNetwork {
  node: NodeId;
  nodes: ShownNode[];
  edges: ShownEdge[];
  truncated: boolean;
  /** What is to be known to read it. */
  notes: Bilingual[];
}

/** The neighbourhood of a node in what was gathered; nothing when the state sees no such node. */
export const showNetwork = (
  gathered: Gathered,
  node: NodeId,
  limits: { hops: number; cap: number },
): ShownNetwork | undefined => {
  const adjacency = adjacencyOf(gathered.links);
  if (adjacency(node).links.length === 0) return undefined;
  const found = neighbourhood(node, adjacency, { ...limits, allowed: gathered.allowed });
  const listed = allowListed(gathered, adjacency);
  const nodes = found.nodes.map(({ node: id, hops, cost }) => ({
    ...shownNode(id, gathered),
    ...(listed(id) && { allowListed: true as const }),
    hops,
    cost: rounded(cost),
  }));
  return {
    node,
    nodes,
    edges: edgesOf(found.links, adjacency),
    truncated: gathered.truncated || found.truncated,
    notes: nodes.some((one) => one.allowListed) ? [ALLOWED_NOTE] : [],
  };
};

/** The cheapest connection of two nodes in what was gathered. */
export const showConnection = (
  gathered: Gathered,
  [from, to]: readonly [NodeId, NodeId],
  limits: { hops: number; cap: number },
): Omit<ShownNetwork, 'node'> & { connected: boolean } => {
  const adjacency = adjacencyOf(gathered.links);
  const { allowed } = gathered;
  const links = shortestConnection(from, to, adjacency, { ...limits, allowed });
  const listed = allowListed(gathered, adjacency);
  const nodes = new Set(links?.flatMap(({ traveller, other }) => [traveller, other]) ?? []);
  return {
    connected: links !== undefined,
    nodes: [...nodes].map((node) => ({
      ...shownNode(node, gathered),
      ...(listed(node) && { allowListed: true as const }),
    })),
    edges: edgesOf(links ?? [], adjacency),
    truncated: gathered.truncated,
    // Also without a connection it is said that there was something that joins nobody.
    notes: [from, to].some(listed) || gathered.links.some(allowed.link) ? [ALLOWED_NOTE] : [],
  };
};

const allowListed =
  ({ allowed }: Gathered, adjacency: Adjacency) =>
  (node: NodeId): boolean =>
    allowed.node(node) || (node.startsWith('contact:') && adjacency(node).links.some(allowed.link));

const edgesOf = (links: readonly Link[], adjacency: Adjacency): ShownEdge[] => {
  const edges = new Map<string, ShownEdge>();
  for (const { traveller, other, source } of links) {
    const key = `${traveller}|${other}`;
    const edge = edges.get(key) ?? {
      from: traveller,
      to: other,
      sources: [],
      weight: rounded(1 / passingCost(adjacency(other).degree)),
    };
    edges.set(key, edge);
    // What follows `#` in a leg id tells two people with one document apart, by name.
    edge.sources.push({ ...source, legId: source.legId.split('#')[0] ?? '' });
  }
  return [...edges.values()];
};

const shownNode = (node: NodeId, gathered: Gathered): ShownNode => {
  const [kind = '', key = ''] = splitNode(node);
  if (kind === 'traveller') return { node, kind, label: nameOf(gathered.rows.get(key)) };
  if (kind !== 'contact') return { node, kind, label: key };
  for (const row of gathered.rows.values()) {
    const contact = currentVersion(row)?.contacts.find((one) => one.key === key);
    if (contact) return { node, kind: contact.kind, label: contact.masked };
  }
  return { node, kind, label: '••••' };
};

/** Kind and key of a node. */
export const splitNode = (node: string): [string, string] => {
  const at = node.indexOf(':');
  return [node.slice(0, at), node.slice(at + 1)];
};

const nameOf = (row: TravellerRow | undefined): string => {
  const person = row && personOfRow(row);
  return person ? [person.surname, person.given].filter(Boolean).join(', ') : '';
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
