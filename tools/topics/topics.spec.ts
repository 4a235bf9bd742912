import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  deadLetterTopic,
  intakeTopic,
  receiptsTopic,
  stateAlertsTopic,
  TOPICS,
} from '@vigia/contracts';
import { topicDefinitions } from '@vigia/kafka';

const definitions = topicDefinitions(
  readFileSync(join(__dirname, '..', '..', 'deploy', 'topics.yaml'), 'utf8'),
);
const byName = new Map(definitions.map((definition) => [definition.name, definition]));

/** The member states of the Regional Conference on Migration. */
const STATES = ['BLZ', 'CAN', 'CRI', 'DOM', 'GTM', 'HND', 'MEX', 'NIC', 'PAN', 'SLV', 'USA'];
const COMPACTED: string[] = [TOPICS.watchlistEntry, TOPICS.watchlistPublished];
/** Carriers that push their lists to Kafka. */
const CARRIERS = ['CM', 'TICABUS', 'TRANSNICA'];
const CONSUMERS = [
  'ingestion',
  'screening',
  'exchange',
  'analysis',
  ...STATES.map((state) => `member-state-${state.toLowerCase()}`),
];

describe('deploy/topics.yaml', () => {
  it('defines exactly the topics of the catalogue, the states, the carriers and the consumers', () => {
    const expected = [
      ...Object.values(TOPICS),
      ...STATES.map(stateAlertsTopic),
      ...CARRIERS.flatMap((carrier) => [intakeTopic(carrier), receiptsTopic(carrier)]),
      ...CONSUMERS.map(deadLetterTopic),
    ];

    expect([...byName.keys()].sort()).toEqual(expected.sort());
  });

  it('compacts what the watchlists say and nothing else', () => {
    const compacted = definitions.filter(({ config }) => config['cleanup.policy'] === 'compact');

    expect(compacted.map(({ name }) => name)).toEqual(COMPACTED);
  });

  it('takes a whole passenger list, and takes it as a dead letter too', () => {
    const limit = (name: string) => Number(byName.get(name)?.config['max.message.bytes']);

    expect(limit(TOPICS.manifestAccepted)).toBe(8 * 1024 * 1024);
    for (const service of ['ingestion', 'screening', 'analysis']) {
      expect(limit(deadLetterTopic(service))).toBeGreaterThan(limit(TOPICS.manifestAccepted));
    }
  });

  it('takes from carriers what HTTP takes, and forgets their raw lists within a day', () => {
    for (const carrier of CARRIERS) {
      const topic = byName.get(intakeTopic(carrier));
      const setting = (name: string): number => Number(topic?.config[name]);
      expect(setting('max.message.bytes')).toBe(8 * 1024 * 1024);
      expect(setting('retention.ms') + setting('segment.ms')).toBeLessThanOrEqual(86_400_000);
      // One partition: a carrier's lists are taken in the order in which it sent them.
      expect(topic?.partitions).toBe(1);
    }
  });

  it('forgets every record of a traveller within two weeks', () => {
    for (const { name, config } of definitions) {
      if (COMPACTED.includes(name)) continue;
      expect(Number(config['retention.ms'])).toBeLessThanOrEqual(14 * 86_400_000);
      expect(Number(config['segment.ms'])).toBeLessThan(Number(config['retention.ms']));
    }
  });
});
