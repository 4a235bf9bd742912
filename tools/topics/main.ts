import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { applyTopics, topicDefinitions } from '@vigia/kafka';

const USAGE = `npm run topics -- [options]

Makes the topics of a cluster as deploy/topics.yaml says. May be run any number of times; it creates
and changes, and never deletes.

  --brokers host:port,…   default: KAFKA_BROKERS
  --file PATH             default: deploy/topics.yaml
  --prefix TEXT           put before every topic; default: TOPIC_PREFIX, else nothing
`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      brokers: { type: 'string', default: process.env['KAFKA_BROKERS'] ?? '' },
      file: { type: 'string', default: 'deploy/topics.yaml' },
      prefix: { type: 'string', default: process.env['TOPIC_PREFIX'] ?? '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  if (!values.brokers) throw new Error('no brokers: set KAFKA_BROKERS or --brokers');
  const definitions = topicDefinitions(readFileSync(values.file, 'utf8'));
  const { created, altered, unchanged } = await applyTopics(
    values.brokers.split(','),
    definitions,
    { prefix: values.prefix },
  );
  for (const name of created) process.stdout.write(`created  ${name}\n`);
  for (const name of altered) process.stdout.write(`altered  ${name}\n`);
  process.stdout.write(
    `${created.length} created, ${altered.length} altered, ${unchanged.length} unchanged\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
