import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRecord } from '@vigia/contracts';
import { applyTopics, Publisher, readTable, topicDefinitions, type Received } from '@vigia/kafka';
import { developmentKeys, type Principal } from '@vigia/service';
import { RecordingLog } from './recording-log';
import { testStack, type TestStack } from './test-stack';

/** What the test of one service needs: its environment, tokens, and hands on the topics. */
export interface ServiceTest {
  stack: TestStack;
  /** The environment as an operator would set it, with a database and topics of this file alone. */
  env: Record<string, string>;
  token(claims: Omit<Principal, 'subject'>, validFor?: string): Promise<string>;
  publisher: Publisher;
  /** Every record of a topic so far, decoded; undecodable ones as their bytes. */
  records(topic: string): Promise<Received<unknown>[]>;
  close(): Promise<void>;
}

const TOPICS_FILE = join(__dirname, '../../../deploy/topics.yaml');

/** Creates the topics of this test file and the keys its tokens are signed with. */
export const serviceTest = async (): Promise<ServiceTest> => {
  const stack = testStack();
  const { brokers, topicPrefix, mongodbUri, database } = stack;
  await applyTopics(brokers, topicDefinitions(readFileSync(TOPICS_FILE, 'utf8')), {
    prefix: topicPrefix,
  });
  const keys = await developmentKeys(mkdtempSync(join(tmpdir(), 'vigia-keys-')));
  const log = new RecordingLog();
  const publisher = new Publisher({ brokers, clientId: 'test', topicPrefix, log });
  await publisher.connect();
  return {
    stack,
    env: {
      KAFKA_BROKERS: brokers.join(','),
      MONGODB_URI: mongodbUri,
      MONGODB_DATABASE: database,
      TOPIC_PREFIX: topicPrefix,
      AUTH_JWKS: keys.jwksPath,
      AUTH_ISSUER: keys.issuer,
      AUTH_AUDIENCE: keys.audience,
      HOST: '127.0.0.1',
      PORT: '0',
      LOG_LEVEL: 'fatal',
    },
    token: (claims, validFor) => keys.sign({ subject: 'test', ...claims }, validFor),
    publisher,
    records: async (topic) => {
      const found: Received<unknown>[] = [];
      const table = await readTable({
        brokers,
        clientId: 'test',
        topic,
        topicPrefix,
        decode: (name, bytes) =>
          name.startsWith('vigia.dead.') ? bytes : decodeRecord(name, bytes),
        onRecords: (records) => void found.push(...records),
        log,
      });
      await table.caughtUp;
      await table.stop();
      return found;
    },
    close: () => publisher.close(),
  };
};
