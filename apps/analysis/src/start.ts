import { openService, type RunningService } from '@vigia/service';
import { AnalysisController } from './analysis.controller';
import type { AnalysisConfig } from './config';
import { ReadModel } from './read-model';
import { RowHandlers } from './rows.handler';

/** Puts the service together and starts it. */
export const startAnalysis = async (config: AnalysisConfig): Promise<RunningService> => {
  const service = await openService('analysis', config);
  const model = new ReadModel(service.connection);
  await model.ensureIndexes(config.RETENTION_DAYS);
  return service.start({
    description: 'Analysts query route matches, journeys, alerts and statistics here.',
    controllers: [RowHandlers, AnalysisController],
    providers: [{ provide: ReadModel, useValue: model }],
    consumer: service.createConsumer(),
    onStop: [],
  });
};
