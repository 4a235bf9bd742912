import { startStack } from './start-stack';

const USAGE = `npm run stack

Starts Kafka and MongoDB for development, prints KAFKA_BROKERS and MONGODB_URI, and stays until
Ctrl-C; then both are gone, with their data.

  VIGIA_INFRA=env|docker|local   allows only that way of getting them
  KAFKA_BROKERS, MONGODB_URI     when both are set, these are used (env)
`;

const main = async (): Promise<void> => {
  if (process.argv.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  let stopEarly = (): void => process.exit(130);
  const onSignal = (): void => stopEarly();
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const stack = await startStack({ log });
  process.stdout.write(`KAFKA_BROKERS=${stack.kafkaBrokers}\nMONGODB_URI=${stack.mongodbUri}\n`);
  log('Ctrl-C ends both.');
  await new Promise<void>((resolve) => {
    const alive = setInterval(() => undefined, 60_000);
    stopEarly = () => {
      clearInterval(alive);
      resolve();
    };
  });
  await stack.stop();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
