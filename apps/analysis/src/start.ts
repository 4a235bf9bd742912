import { openService, type RunningService } from '@vigia/service';
import type { AnalysisConfig } from './config';
import { contactKeyOf } from './contact-key';
import { JourneysController } from './journeys.controller';
import { MatchesController } from './matches/matches.controller';
import { SavedQueries } from './matches/saved-queries';
import { ReadModel } from './read-model';
import { CONTACT_KEY, RowHandlers } from './rows/rows.handler';

/** Puts the service together and starts it. */
export const startAnalysis = async (config: AnalysisConfig): Promise<RunningService> => {
  const service = await openService('analysis', config);
  const model = new ReadModel(service.connection);
  const saved = new SavedQueries(service.connection);
  await model.ensureIndexes(config.RETENTION_DAYS);
  await saved.ensureIndexes();
  return service.start({
    description: 'Analysts query route matches, journeys, networks, alerts and statistics here.',
    controllers: [RowHandlers, JourneysController, MatchesController],
    providers: [
      { provide: ReadModel, useValue: model },
      { provide: SavedQueries, useValue: saved },
      { provide: CONTACT_KEY, useValue: contactKeyOf(config.CONTACT_KEY) },
    ],
    consumer: service.createConsumer(),
    onStop: [],
  });
};
