import { runMain } from '@vigia/service';
import { memberStateConfig } from './config';
import { startMemberState } from './start';

runMain(async () => startMemberState(memberStateConfig(process.env)));
