import { EMPTY_ALLOW_LIST, keyAllowList, readAllowList, type AllowList } from '@vigia/indicators';
import { openService, readConfigFile, type RunningService } from '@vigia/service';
import { BoardingController } from './boarding/boarding.controller';
import type { AnalysisConfig } from './config';
import { contactKeyOf } from './contact-key';
import { DryRunsController } from './dry-runs/dry-runs.controller';
import { DryRuns } from './dry-runs/dry-runs';
import { JourneysController } from './journeys.controller';
import { MatchesController } from './matches/matches.controller';
import { SavedQueries } from './matches/saved-queries';
import { ReadModel } from './read-model';
import { ALLOW_LIST } from './networks/allowed';
import { NetworksController } from './networks/networks.controller';
import { ReplayController } from './replay/replay.controller';
import { CONTACT_KEY, RowHandlers } from './rows/rows.handler';
import { ExpectedCarriers } from './statistics/coverage';
import { Flows } from './statistics/flows';
import { SeriesStore } from './statistics/series';
import { StatisticsController } from './statistics/statistics.controller';

/** Months are counted before their rows age out, also when nobody asks. */
const COUNT_EVERY_MS = 6 * 3600 * 1000;

/** Puts the service together and starts it. */
export const startAnalysis = async (config: AnalysisConfig): Promise<RunningService> => {
  const contactKey = contactKeyOf(config.CONTACT_KEY);
  const read = (text: string): AllowList =>
    keyAllowList(readAllowList(text, { strict: true }), contactKey);
  const allowList = readConfigFile('ALLOW_LIST', config.ALLOW_LIST, read, EMPTY_ALLOW_LIST);
  const service = await openService('analysis', config);
  const model = new ReadModel(service.connection);
  const saved = new SavedQueries(service.connection);
  await model.ensureIndexes(config.RETENTION_DAYS);
  await saved.ensureIndexes();
  const series = new SeriesStore(service.connection);
  await series.ensureIndexes();
  const flows = new Flows(model, {
    retentionDays: config.RETENTION_DAYS,
    freshMs: config.STATISTICS_FRESH_S * 1000,
    now: () => new Date(),
  });
  await flows.ensureIndexes();
  const dryRuns = new DryRuns(model, allowList, (err) =>
    service.log.error({ err }, 'a dry run failed'),
  );
  await dryRuns.ensureIndexes();
  const counting = setInterval(() => {
    flows.keep().catch((err: unknown) => service.log.error({ err }, 'flows were not counted'));
  }, COUNT_EVERY_MS);
  return service.start({
    description: 'Analysts query route matches, journeys, networks, alerts and statistics here.',
    controllers: [
      RowHandlers,
      JourneysController,
      MatchesController,
      NetworksController,
      BoardingController,
      StatisticsController,
      DryRunsController,
      ReplayController,
    ],
    providers: [
      { provide: ReadModel, useValue: model },
      { provide: SavedQueries, useValue: saved },
      { provide: DryRuns, useValue: dryRuns },
      { provide: Flows, useValue: flows },
      { provide: SeriesStore, useValue: series },
      { provide: ExpectedCarriers, useValue: new ExpectedCarriers(service.connection) },
      { provide: CONTACT_KEY, useValue: contactKey },
      { provide: ALLOW_LIST, useValue: allowList },
    ],
    consumer: service.createConsumer(),
    onStop: [async () => clearInterval(counting), () => dryRuns.stop()],
  });
};
