import { topicDefinitions } from './topic-definitions';

const yaml = (topics: string): string => `
defaults: { partitions: 3, config: { retention.ms: 1000, cleanup.policy: delete } }
lists: { state: [cri, pan] }
topics:
${topics}`;

describe('topicDefinitions', () => {
  it('lets a topic add to and override the defaults', () => {
    const text = yaml('  - { name: vigia.a.v1, partitions: 6, config: { retention.ms: 5 } }');

    expect(topicDefinitions(text)).toEqual([
      {
        name: 'vigia.a.v1',
        partitions: 6,
        config: { 'retention.ms': '5', 'cleanup.policy': 'delete' },
      },
    ]);
  });

  it('makes one topic of a pattern for every word of its list', () => {
    const names = topicDefinitions(yaml('  - { name: "vigia.alerts.{state}.v1" }'));

    expect(names.map(({ name }) => name)).toEqual(['vigia.alerts.cri.v1', 'vigia.alerts.pan.v1']);
  });

  it.each([
    ['an unknown list', '  - { name: "vigia.{planet}.v1" }', 'there is no list "planet"'],
    ['a name outside the scheme', '  - { name: alerts }', 'must be vigia.'],
    ['a name without a version', '  - { name: vigia.alerts }', 'must be vigia.'],
    ['no partitions', '  - { name: vigia.a.v1, partitions: 0 }', 'topics.0.partitions'],
    ['an unknown key', '  - { name: vigia.a.v1, replicas: 3 }', 'replicas'],
    ['a topic defined twice', '  - { name: vigia.a.v1 }\n  - { name: vigia.a.v1 }', 'twice'],
  ])('refuses %s', (_, topics, problem) => {
    expect(() => topicDefinitions(yaml(topics))).toThrow(problem);
  });
});
