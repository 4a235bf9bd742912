import { Command } from 'commander';
import { registerAlerts } from './commands/alerts';
import { registerCompare } from './commands/compare';
import { registerJourneys } from './commands/journeys';
import { registerParse } from './commands/parse';
import { registerScreen } from './commands/screen';
import { registerStatistics } from './commands/statistics';
import { registerSubmit } from './commands/submit';
import { registerToken } from './commands/token';
import { registerWatchlist } from './commands/watchlist';
import { explain } from './explain';

const program = new Command('vigia')
  .description('Vigía: advance passenger data by air and by bus')
  .showHelpAfterError('(add --help for the options)');

for (const register of [
  registerParse,
  registerScreen,
  registerCompare,
  registerJourneys,
  registerSubmit,
  registerWatchlist,
  registerAlerts,
  registerStatistics,
  registerToken,
]) {
  register(program);
}

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});
