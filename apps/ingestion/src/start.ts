import { meter, openService, type RunningService } from '@vigia/service';
import type { IngestionConfig } from './config';
import { ManifestsController, SUBMIT } from './manifests.controller';
import type { Receipt } from './receipt';
import { Receipts } from './receipts';
import { submitManifest } from './submit-manifest';

const RAW_TYPES = [
  'application/json',
  'text/csv',
  'application/edifact',
  'text/plain',
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** Puts the service together and starts it. */
export const startIngestion = async (config: IngestionConfig): Promise<RunningService> => {
  const service = await openService('ingestion', config);
  const receipts = new Receipts(
    service.connection,
    (messages) => service.publisher.publishAll(messages),
    (error) => service.log.warn({ err: error }, 'outbox: will try again'),
    config.OUTBOX_GRACE_MS,
  );
  await receipts.ensureIndexes();
  receipts.outbox.start();
  const submit = submitManifest({ receipts, now: () => new Date(), count: countReceipts() });
  return service.start({
    description: 'Carriers submit passenger lists here and get a receipt for each.',
    controllers: [ManifestsController],
    providers: [
      { provide: Receipts, useValue: receipts },
      { provide: SUBMIT, useValue: submit },
    ],
    rawTypes: RAW_TYPES,
    bodyLimit: config.BODY_LIMIT_BYTES,
    onStop: [() => receipts.outbox.stop()],
  });
};

const countReceipts = (): ((receipt: Receipt) => void) => {
  const lists = meter().createCounter('vigia.manifests', { description: 'Submissions taken in' });
  const travellers = meter().createCounter('vigia.travellers', {
    description: 'Travellers on submitted lists',
  });
  return ({ status, format, accepted, refused }) => {
    lists.add(1, { status, format });
    travellers.add(accepted, { outcome: 'accepted', format });
    travellers.add(refused, { outcome: 'refused', format });
  };
};
