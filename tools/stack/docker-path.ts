import type { StackPath } from './choose-path';
import { freePort } from './free-port';
import { MONGOD_OPTIONS } from './mongod-options';
import { initiateReplicaSet } from './replica-set';
import { runProgram } from './run-program';
import { supervise } from './supervise';

const KAFKA_IMAGE = 'apache/kafka:4.3.0';
const MONGO_IMAGE = 'mongo:8';
/** The clean-up container of testcontainers; the version that testcontainers 11.14 starts. */
const RYUK_IMAGE = 'testcontainers/ryuk:0.14.0';
const PULL_TIMEOUT_MS = 60_000;

/** Containers, when a Docker engine answers and has the images or gets them within a minute. */
export const dockerPath = (log: (line: string) => void): StackPath => ({
  name: 'docker',
  unavailable: async () => {
    const engine = await runProgram('docker', ['version', '--format', '{{.Server.Version}}'], {
      timeoutMs: 10_000,
    });
    if (!engine.ok) return `no Docker engine: ${lastLine(engine.output)}`;
    const pulled = await Promise.all([KAFKA_IMAGE, MONGO_IMAGE].map((image) => pull(image, log)));
    return pulled.find((problem) => problem !== undefined);
  },
  start: () => startContainers(log),
});

/** Resolves with what went wrong, or with undefined when the image is here. */
const pull = async (image: string, log: (line: string) => void): Promise<string | undefined> => {
  const present = await runProgram('docker', ['image', 'inspect', image], { timeoutMs: 10_000 });
  if (present.ok) return undefined;
  log(`docker: pulling ${image} (at most ${PULL_TIMEOUT_MS / 1000} s)`);
  const { ok, output } = await runProgram('docker', ['pull', '--quiet', image], {
    timeoutMs: PULL_TIMEOUT_MS,
  });
  return ok ? undefined : `${image} cannot be pulled: ${lastLine(output)}`;
};

const startContainers = async (log: (line: string) => void): ReturnType<StackPath['start']> => {
  if ((await pull(RYUK_IMAGE, log)) !== undefined) {
    log('docker: without Ryuk; our own supervisor removes the containers');
    process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  }
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  // Kafka tells its clients where it is, so its port must be known before it starts.
  const kafkaPort = await freePort();
  const kafka = new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts({ container: 9092, host: kafkaPort })
    .withEnvironment(kafkaEnvironment(`${host}:${kafkaPort}`))
    .withWaitStrategy(Wait.forListeningPorts());
  const mongo = new GenericContainer(MONGO_IMAGE)
    .withExposedPorts(27_017)
    .withCommand(['mongod', '--bind_ip_all', ...MONGOD_OPTIONS])
    .withWaitStrategy(Wait.forListeningPorts());
  const results = await Promise.allSettled([kafka.start(), mongo.start()]);
  const started = results.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  const removal = supervise('docker clean-up', {
    finally: started.map((one) => ['docker', 'rm', '--force', '--volumes', one.getId()] as const),
  });
  const stop = (): Promise<void> => removal.stop();
  try {
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const mongoAddress = `${host}:${started[1]?.getMappedPort(27_017)}`;
    // Inside the container the server knows itself only as localhost; hence directConnection.
    await initiateReplicaSet(mongoAddress, 'localhost:27017', 30_000);
    return {
      kafkaBrokers: `${host}:${kafkaPort}`,
      mongodbUri: `mongodb://${mongoAddress}/?directConnection=true`,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The image reads every `KAFKA_…` variable as a broker setting. */
export const kafkaEnvironment = (advertised: string): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://localhost:9093',
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${advertised}`,
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
  KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '4',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_HEAP_OPTS: '-Xmx512m -Xms256m',
});

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';
