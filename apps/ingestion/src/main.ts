import { runMain } from '@vigia/service';
import { ingestionConfig } from './config';
import { startIngestion } from './start';

runMain(async () => startIngestion(ingestionConfig(process.env)));
