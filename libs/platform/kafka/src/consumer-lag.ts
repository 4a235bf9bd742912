import { createKafka } from './kafka-client';
import type { Log } from './log';

export interface ConsumerLagOptions {
  brokers: readonly string[];
  groupId: string;
  topics: readonly string[];
  topicPrefix?: string;
  log: Log;
}

/**
 * How many records of the topics a group has not finished yet: end offsets less committed ones. A
 * partition without a commit counts from its oldest record, where a new group begins.
 */
export const consumerLag = async (options: ConsumerLagOptions): Promise<number> => {
  const { brokers, groupId, topics, topicPrefix = '', log } = options;
  const admin = createKafka(brokers, `${groupId}-lag`, log).admin();
  await admin.connect();
  try {
    let lag = 0n;
    for (const topic of topics.map((name) => topicPrefix + name)) {
      const [ends, [committed]] = await Promise.all([
        admin.fetchTopicOffsets(topic),
        admin.fetchOffsets({ groupId: topicPrefix + groupId, topics: [topic] }),
      ]);
      for (const { partition, high, low } of ends) {
        const at = committed?.partitions.find((one) => one.partition === partition)?.offset ?? '-1';
        lag += BigInt(high) - (BigInt(at) < 0n ? BigInt(low) : BigInt(at));
      }
    }
    return Number(lag);
  } finally {
    await admin.disconnect();
  }
};
