import {
  adjacencyOf,
  neighbourhood,
  passingCost,
  shortestConnection,
  type Adjacency,
  type Link,
  type NodeId,
} from '@vigia/indicators';
import type { TravellerRow } from '../rows/row';
import { currentVersion, personOfRow } from '../rows/travel-legs';
import type { Gathered } from './gather-network';

/** A node of a network as analysts see it. */
export interface ShownNode {
  node: NodeId;
  kind: string;
  /** A name, a document, a masked contact, a booking: what the node is, for people. */
  label: string;
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
}

/** The neighbourhood of a node in what was gathered; nothing when the state sees no such node. */
export const showNetwork = (
  gathered: Gathered,
  node: NodeId,
  limits: { hops: number; cap: number },
): ShownNetwork | undefined => {
  const adjacency = adjacencyOf(gathered.links);
  if (adjacency(node).links.length === 0) return undefined;
  const found = neighbourhood(node, adjacency, limits);
  return {
    node,
    nodes: found.nodes.map(({ node: id, hops, cost }) => ({
      ...shownNode(id, gathered),
      ...{ hops, cost: rounded(cost) },
    })),
    edges: edgesOf(found.links, adjacency),
    truncated: gathered.truncated || found.truncated,
  };
};

/** The cheapest connection of two nodes in what was gathered. */
export const showConnection = (
  gathered: Gathered,
  [from, to]: readonly [NodeId, NodeId],
  limits: { hops: number; cap: number },
): Omit<ShownNetwork, 'node'> & { connected: boolean } => {
  const adjacency = adjacencyOf(gathered.links);
  const links = shortestConnection(from, to, adjacency, limits);
  const nodes = new Set(links?.flatMap(({ traveller, other }) => [traveller, other]) ?? []);
  return {
    connected: links !== undefined,
    nodes: [...nodes].map((node) => shownNode(node, gathered)),
    edges: edgesOf(links ?? [], adjacency),
    truncated: gathered.truncated,
  };
};

const edgesOf = (links: readonly Link[], adjacency: Adjacency): ShownEdge[] => {
  const edges = new Map<string, ShownEdge>();
  for (const { traveller, other, source } of links) {
    const key = `${traveller}|${other}`;
    const edge = edges.get(key) ?? {
      ...{ from: traveller, to: other, sources: [] },
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
