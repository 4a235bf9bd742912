import { runMain } from '@vigia/service';
import { exchangeConfig } from './config';
import { startExchange } from './start';

runMain(async () => startExchange(exchangeConfig(process.env)));
