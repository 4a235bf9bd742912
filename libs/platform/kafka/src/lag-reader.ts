import { createKafka } from './kafka-client';
import type { Log } from './log';

export interface LagReaderOptions {
  brokers: readonly string[];
  groupId: string;
  topics: readonly string[];
  topicPrefix?: string;
  log: Log;
}

/** Tells a group's lag as often as it is asked, over one connection. */
export interface LagReader {
  /**
   * How many records of the topics the group has not finished yet: end offsets less committed ones.
   * A partition without a commit counts from its oldest record, where a new group begins.
   */
  lag(): Promise<number>;
  close(): Promise<void>;
}

/** Whoever opens it closes it. Rejects with the error of kafkajs when no broker answers. */
export const openLagReader = async (options: LagReaderOptions): Promise<LagReader> => {
  const { brokers, groupId, topics, topicPrefix = '', log } = options;
  const admin = createKafka(brokers, `${groupId}-lag`, log).admin();
  await admin.connect();
  return {
    lag: async () => {
      let lag = 0n;
      for (const topic of topics.map((name) => topicPrefix + name)) {
        const [ends, [committed]] = await Promise.all([
          admin.fetchTopicOffsets(topic),
          admin.fetchOffsets({ groupId: topicPrefix + groupId, topics: [topic] }),
        ]);
        for (const { partition, high, low } of ends) {
          const found = committed?.partitions.find((one) => one.partition === partition);
          const at = BigInt(found?.offset ?? '-1');
          lag += BigInt(high) - (at < 0n ? BigInt(low) : at);
        }
      }
      return Number(lag);
    },
    close: () => admin.disconnect(),
  };
};
