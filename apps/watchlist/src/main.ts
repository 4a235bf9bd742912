import { runMain } from '@vigia/service';
import { watchlistConfig } from './config';
import { startWatchlist } from './start';

runMain(async () => startWatchlist(watchlistConfig(process.env)));
