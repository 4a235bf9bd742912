import { aLeg } from '../travellers.fixture';
import { adjacencyOf } from './adjacency';
import { linksOf } from './links-of';
import { neighbourhood, shortestConnection } from './neighbourhood';

const crowd = Array.from({ length: 90 }, (_, at) =>
  linksOf(aLeg('MIA>GUA', '2026-03-01', { who: `Z${at}` }), `z${at}`),
).flat();
const links = [
  ...linksOf(aLeg('MIA>GUA', '2026-03-01', { who: 'A', contacts: ['k1'], locator: 'AAAAAA' }), 'a'),
  ...linksOf(aLeg('MIA>MGA', '2026-03-09', { who: 'B', contacts: ['k1'], agency: 'ag7' }), 'b'),
  ...linksOf(aLeg('MIA>TGU', '2026-03-11', { who: 'C', agency: 'AG7' }), 'c'),
  ...linksOf(aLeg('MIA>GUA', '2026-03-01', { who: 'D' }), 'd'),
  ...crowd,
];
const around = adjacencyOf(links);
const limits = { hops: 4, cap: 50 };

describe('the network of travellers', () => {
  it('shows what few share first, with hops and the source of every link', () => {
    const found = neighbourhood('traveller:a', around, { hops: 2, cap: 20 });
    expect(found.nodes[0]).toEqual({ node: 'traveller:a', hops: 0, cost: 0 });
    expect(found.nodes.map(({ node }) => node)).toContain('traveller:b');
    expect(found.nodes.every(({ hops }) => hops <= 2)).toBe(true);
    expect(found.links.every(({ source }) => source.manifestId !== '')).toBe(true);
    expect(found.truncated).toBe(false);
  });

  it('does not pass through a full vehicle, and says when the cap left something out', () => {
    const found = neighbourhood('traveller:a', around, limits);
    expect(found.nodes.some(({ node }) => node.startsWith('vehicle:'))).toBe(true);
    expect(found.nodes.some(({ node }) => node === 'traveller:d')).toBe(false);
    expect(neighbourhood('traveller:a', around, { hops: 2, cap: 3 })).toMatchObject({
      truncated: true,
      nodes: { length: 3 },
    });
  });

  it('connects two travellers over what is rarest', () => {
    const way = shortestConnection('traveller:a', 'traveller:c', around, limits);
    expect(way?.map(({ other }) => other)).toEqual([
      'contact:k1',
      'contact:k1',
      'agency:AG7',
      'agency:AG7',
    ]);
    expect(
      shortestConnection('traveller:a', 'traveller:c', around, { hops: 3, cap: 50 }),
    ).toBeUndefined();
  });

  it('does not depend on the order of the lists', () => {
    const other = adjacencyOf([...links].reverse());
    expect(neighbourhood('traveller:a', other, limits).nodes).toEqual(
      neighbourhood('traveller:a', around, limits).nodes,
    );
  });

  it('shows what is on the allow-list and joins nobody over it', () => {
    const allowed = {
      link: ({ other }: { other: string }) => other === 'contact:k1',
      node: () => false,
    };
    const found = neighbourhood('traveller:a', around, { ...limits, allowed });
    expect(found.nodes.map(({ node }) => node)).toContain('contact:k1');
    expect(found.nodes.map(({ node }) => node)).not.toContain('traveller:b');
    expect(neighbourhood('contact:k1', around, { ...limits, allowed }).nodes).toHaveLength(1);
    expect(
      shortestConnection('traveller:a', 'traveller:b', around, { ...limits, allowed }),
    ).toBeUndefined();
  });

  it('shows a traveller who works and leads no further', () => {
    const allowed = { link: () => false, node: (node: string) => node === 'traveller:b' };
    const found = neighbourhood('traveller:a', around, { ...limits, allowed });
    expect(found.nodes.map(({ node }) => node)).toContain('traveller:b');
    expect(
      shortestConnection('traveller:a', 'traveller:c', around, { ...limits, allowed }),
    ).toBeUndefined();
    const own = neighbourhood('traveller:b', around, { ...limits, allowed });
    expect(own.nodes.filter(({ node }) => node.startsWith('traveller:'))).toHaveLength(1);
  });
});
