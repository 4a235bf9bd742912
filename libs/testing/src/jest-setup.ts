import { startStack, type Stack } from '@vigia/stack';

declare global {
  var vigiaStack: Stack | undefined;
}

/**
 * Starts one Kafka and one MongoDB for everything that this jest process runs; jest calls it once,
 * although two projects name it. The workers learn the addresses through the environment.
 */
export default async function jestSetup(): Promise<void> {
  if (globalThis.vigiaStack) return;
  const stack = await startStack({ log: (line) => process.stderr.write(`${line}\n`) });
  globalThis.vigiaStack = stack;
  process.env['KAFKA_BROKERS'] = stack.kafkaBrokers;
  process.env['MONGODB_URI'] = stack.mongodbUri;
}
