import { runMain } from '@vigia/service';
import { screeningConfig } from './config';
import { startScreening } from './start';

runMain(async () => startScreening(screeningConfig(process.env)));
