import { hasRole } from '../allow-list';
import type { TravelGroup } from '../groups';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import { DAY_MS } from '../time';
import type { Journey } from '../travel-leg';

/**
 * N3: one person travels with at least three groups that have nobody else in common, within 180
 * days. Marks that person and the members of those groups. Crews and people on the role list
 * (guides, coaches) are never the companion.
 */
export const N3 = defineIndicator({
  ...GOVERNANCE,
  id: 'N3',
  family: 'network',
  title: { es: 'Acompañante constante', en: 'Constant companion' },
  text: {
    es: 'Una misma persona viaja con tres o más grupos distintos en 180 días',
    en: 'The same person travels with three or more different groups within 180 days',
  },
  reads: ['bookings', 'contacts (keyed hashes)', 'ticket numbers', 'departures'],
  necessity: 'People who are led change; the person who leads them stays',
  examples: { innocent: 'n3-family', suspicious: 'n3-changing-groups' },
  points: 30,
  needs: ['led'],
  parameters: {
    groups: {
      title: { es: 'grupos distintos', en: 'different groups' },
      unit: 'number',
      value: 3,
      least: 2,
      most: 10,
    },
    days: {
      title: { es: 'días en que viajan', en: 'days within which they travel' },
      unit: 'days',
      value: 180,
      least: 30,
      most: 365,
    },
  },
  evaluate: ({ journey, surroundings, observe }, { groups: least, days }) => {
    const seen = observe('N3', () => companionOf(journey, surroundings, { least, days }));
    const [led = 0] = seen?.numbers ?? [];
    if (!seen || led < least) return undefined;
    const follows = seen.kind === 'follows';
    return {
      facts: [...seen.facts],
      text: {
        es: follows
          ? `Viaja con una persona que acompañó a ${led} grupos distintos en ${days} días`
          : `Acompañó a ${led} grupos distintos en ${days} días`,
        en: follows
          ? `Travels with a person who accompanied ${led} different groups within ${days} days`
          : `Accompanied ${led} different groups within ${days} days`,
      },
    };
  },
});

/** Kind: whether the traveller `follows` the companion or `leads`. Number: the companion's groups. */
const companionOf = (
  { legs }: Journey,
  surroundings: Surroundings,
  { least, days }: { least: number; days: number },
): Observation | undefined => {
  const { personOf, groupsOf } = surroundings;
  const [first] = legs;
  if (!personOf || !groupsOf || !first) return undefined;
  const person = personOf(first);
  const groups = groupsOf(person);
  if (groups.length === 0) return undefined;
  const own = new Set(legs.map(({ legId }) => legId));
  const mine = groups.filter(({ counts, legIds }) => counts && legIds.some((id) => own.has(id)));
  const worker = legs.some((leg) => hasRole(surroundings.allowList, leg));
  const candidates = [...(worker ? [] : [person]), ...mine.flatMap(({ members }) => members)];
  for (const companion of new Set(candidates)) {
    if (companion === person && worker) continue;
    const led = changingGroups(companion, mine, surroundings, { least, windowMs: days * DAY_MS });
    if (led < least) continue;
    const facts = mine.flatMap(({ legIds }) => legIds.filter((id) => own.has(id)));
    return {
      facts: [...new Set(facts), `group:${companion}`],
      kind: companion === person ? 'leads' : 'follows',
      numbers: [led],
    };
  }
  return undefined;
};

/** The most pairwise disjoint groups of a person in any window that holds one of the given groups. */
const changingGroups = (
  person: string,
  mine: readonly TravelGroup[],
  { groupsOf, isWorker }: Surroundings,
  { least, windowMs }: { least: number; windowMs: number },
): number => {
  if (isWorker?.(person)) return 0;
  const groups = (groupsOf?.(person) ?? []).filter(({ counts }) => counts);
  if (groups.length < least) return 0;
  const held = new Set(mine.map(({ groupId }) => groupId));
  const dated = groups
    .map((group) => ({ group, at: Date.parse(group.at) }))
    .sort((a, b) => a.at - b.at);
  let most = 0;
  dated.forEach(({ at: start }, index) => {
    const window = dated.slice(index).filter(({ at }) => at - start <= windowMs);
    if (!window.some(({ group }) => held.has(group.groupId))) return;
    const seen = new Set<string>();
    let disjoint = 0;
    // Small groups first: they collide least, so as many as possible are counted.
    for (const { group } of window.sort(
      (a, b) => a.group.members.length - b.group.members.length,
    )) {
      const others = group.members.filter((member) => member !== person);
      if (others.some((member) => seen.has(member))) continue;
      for (const member of others) seen.add(member);
      disjoint += 1;
    }
    most = Math.max(most, disjoint);
  });
  return most;
};
