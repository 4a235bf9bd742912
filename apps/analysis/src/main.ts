import { runMain } from '@vigia/service';
import { analysisConfig } from './config';
import { startAnalysis } from './start';

runMain(async () => startAnalysis(analysisConfig(process.env)));
