import { VigiaApi } from '@vigia/client';
import type { Command } from 'commander';

/** `vigia alerts tail`: a member state's alerts as they come, a JSON line each. */
export const registerAlerts = (program: Command): void => {
  const alerts = program.command('alerts').description('The alerts of a member state');
  alerts
    .command('tail')
    .description('Print alerts as they come, a JSON line each, until interrupted')
    .requiredOption('--url <url>', 'address of the exchange service')
    .requiredOption('--token <token>', 'bearer token of an authority (see vigia token)')
    .option('--from <cursor>', 'go on after this cursor; `start` for all from the beginning')
    .option('--max <n>', 'end after so many alerts', Number)
    .action(async (options: { url: string; token: string; from?: string; max?: number }) => {
      const api = new VigiaApi({ url: options.url, token: options.token });
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const from = options.from === 'start' ? BEGINNING : options.from;
      let printed = 0;
      for await (const { cursor, alert } of api.tail(from, stop.signal)) {
        process.stdout.write(`${JSON.stringify({ cursor, ...alert })}\n`);
        printed += 1;
        if (options.max !== undefined && printed >= options.max) stop.abort();
      }
    });
};

/** The cursor before every alert: the epoch, and the smallest id. */
const BEGINNING = Buffer.from('0~!').toString('base64url');
