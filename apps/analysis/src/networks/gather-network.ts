import {
  identify,
  linksOf,
  stitch,
  type Link,
  type NodeId,
  type AllowList,
  type TravelLeg,
} from '@vigia/indicators';
import type { ReadModel } from '../read-model';
import type { TravellerRow } from '../rows/row';
import { legsOfRow } from '../rows/travel-legs';
import { isSeenBy, releasable } from '../seen-by';
import { allowedBy, works, type Allowed } from './allowed';

/** Bounds of one look round a node. */
export interface GatherLimits {
  hops: number;
  rows: number;
  ms: number;
}

/** What a state may know round some nodes: links with their sources, and the rows they stand on. */
export interface Gathered {
  links: Link[];
  rows: ReadonlyMap<string, TravellerRow>;
  /** The node of each traveller on a conveyance; several of them are one person's. */
  nodeOf: ReadonlyMap<string, NodeId>;
  /** What of it is on the allow-list. */
  allowed: Allowed;
  /** Whether a bound kept something out. */
  truncated: boolean;
}

/** A node with more rows than this joins nobody, unless it was asked for: an agency, a full vehicle. */
const MOST_PER_NODE = 80;
const AT_ONCE = 16;

/**
 * Reads the network round some nodes, level by level, as one state may see it. Rows of persons who
 * are not released to the state in full are dropped before anything is linked or counted, so
 * neither a link nor the weight of one tells of them (ADR 0024).
 */
export const gatherNetwork = async (
  model: ReadModel,
  state: string,
  starts: readonly NodeId[],
  { allowList, ...limits }: GatherLimits & { allowList: AllowList },
): Promise<Gathered> => {
  const deadline = performance.now() + limits.ms;
  const rows = new Map<string, TravellerRow>();
  const looked = new Set<NodeId>();
  let frontier = [...starts];
  let truncated = false;
  let seen = linksSeen(rows, new Set(), { state, allowList });
  // The first level is what touches the nodes asked for; travellers take no level of their own.
  for (let level = 0; level <= Math.ceil(limits.hops / 2) && frontier.length > 0; level += 1) {
    if (rows.size >= limits.rows || performance.now() > deadline) {
      truncated = true;
      break;
    }
    for (const node of frontier) looked.add(node);
    const found = await touching(model, frontier, { deadline, asked: level === 0 });
    truncated ||= found.truncated;
    for (const row of found.rows.slice(0, limits.rows - rows.size)) rows.set(row._id, row);
    for (const row of await ofSameDocuments(model, found.rows, limits.rows)) rows.set(row._id, row);
    const hidden = await hiddenFrom(model, state, [...rows.keys()]);
    seen = linksSeen(rows, hidden, { state, allowList });
    const { link: isAllowed, node: isWorker } = seen.allowed;
    const open = seen.links.filter((link) => !isAllowed(link) && !isWorker(link.traveller));
    frontier = [...new Set(open.map(({ other }) => other))].filter((node) => !looked.has(node));
  }
  return { ...seen, rows, truncated };
};

const touching = async (
  model: ReadModel,
  nodes: readonly NodeId[],
  { deadline, asked }: { deadline: number; asked: boolean },
): Promise<{ rows: TravellerRow[]; truncated: boolean }> => {
  const rows = new Map<string, TravellerRow>();
  let truncated = false;
  for (let at = 0; at < nodes.length; at += AT_ONCE) {
    if (performance.now() > deadline) return { rows: [...rows.values()], truncated: true };
    const found = await Promise.all(
      nodes
        .slice(at, at + AT_ONCE)
        .map((node) =>
          node.startsWith('traveller:')
            ? model.rows({ _id: node.slice('traveller:'.length) })
            : model.rows(
                { nodes: node },
                { sort: { departedAt: -1 }, limit: MOST_PER_NODE + 1, maxTimeMS: 5_000 },
              ),
        ),
    );
    for (const own of found) {
      if (own.length > MOST_PER_NODE) {
        truncated = true;
        if (!asked) continue;
      }
      for (const row of own.slice(0, MOST_PER_NODE)) rows.set(row._id, row);
    }
  }
  return { rows: [...rows.values()], truncated };
};

/** The other conveyances of the same persons, by document: one person is one node. */
const ofSameDocuments = async (
  model: ReadModel,
  rows: readonly TravellerRow[],
  most: number,
): Promise<TravellerRow[]> => {
  const keys = rows.flatMap((row) =>
    legsOfRow(row).flatMap(({ identity }) => identity.keys.filter((key) => key.startsWith('d:'))),
  );
  if (keys.length === 0) return [];
  return model.rows({ keys: { $in: [...new Set(keys)] } }, { limit: most, maxTimeMS: 5_000 });
};

/** Travellers on a journey that is not the state's to see: what is known of the whole decides. */
const hiddenFrom = async (
  model: ReadModel,
  state: string,
  travellerIds: readonly string[],
): Promise<Set<string>> => {
  const journeys = await model.journeys
    .find({ travellerIds: { $in: [...travellerIds] } })
    .project<{ own?: string[]; visibleTo?: string[] }>({ own: 1, visibleTo: 1 })
    .toArray();
  return new Set(
    journeys.flatMap(({ own = [], visibleTo = [] }) => (visibleTo.includes(state) ? [] : own)),
  );
};

/** The links of everybody whom the state may see, and the node that each traveller is. */
const linksSeen = (
  rows: ReadonlyMap<string, TravellerRow>,
  hidden: ReadonlySet<string>,
  { state, allowList }: { state: string; allowList: AllowList },
): Pick<Gathered, 'links' | 'nodeOf' | 'allowed'> => {
  const workers = new Set<NodeId>();
  const links: Link[] = [];
  const nodeOf = new Map<string, NodeId>();
  for (const { legs } of identify([...rows.values()].flatMap(legsOfRow))) {
    const own = [...new Set(legs.map(({ travellerId }) => travellerId))];
    const facts = own.flatMap((id) => rows.get(id) ?? []);
    const shown = stitch(legs)
      .filter((journey) => isSeenBy(releasable(facts, journey.legs), state))
      .flatMap((journey): TravelLeg[] => journey.legs)
      .filter(({ travellerId }) => !hidden.has(travellerId));
    // Named by the first leg that the state may see: another one's id would tell of that one.
    const [first] = shown;
    if (!first) continue;
    if (works(allowList, shown)) workers.add(`traveller:${first.travellerId}`);
    for (const leg of shown) {
      nodeOf.set(leg.travellerId, `traveller:${first.travellerId}`);
      links.push(...linksOf(leg, first.travellerId));
    }
  }
  return { links, nodeOf, allowed: allowedBy(allowList, workers) };
};
