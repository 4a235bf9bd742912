import { parseArgs } from 'node:util';
import { deadLetterTopic } from '@vigia/contracts';
import { redrive, type Log } from '@vigia/kafka';

const USAGE = `npm run redrive -- --service NAME [options]

Sends the dead letters of a service back to the topics they came from, with their original bytes,
key and headers, and remembers how far it came: a second run sends only what was parked since.

  --service NAME          e.g. screening
  --code VIGIA_…          only letters parked with this code; the others stay
  --dry-run               only counts
  --brokers host:port,…   default: KAFKA_BROKERS
  --prefix TEXT           put before every topic; default: TOPIC_PREFIX, else nothing
`;

const log: Log = {
  info: () => undefined,
  warn: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
  error: (fields, message) => void process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      service: { type: 'string' },
      code: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      brokers: { type: 'string', default: process.env['KAFKA_BROKERS'] ?? '' },
      prefix: { type: 'string', default: process.env['TOPIC_PREFIX'] ?? '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  if (!values.service) throw new Error('which service? See --help');
  if (!values.brokers) throw new Error('no brokers: set KAFKA_BROKERS or --brokers');
  const dryRun = values['dry-run'];
  const { replayed, left } = await redrive({
    brokers: values.brokers.split(','),
    deadLetterTopic: deadLetterTopic(values.service),
    topicPrefix: values.prefix,
    ...(values.code ? { code: values.code } : {}),
    dryRun,
    log,
  });
  process.stdout.write(`${replayed} ${dryRun ? 'would be sent' : 'sent'} back, ${left} left\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
