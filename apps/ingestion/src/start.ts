import { intakeTopic, isIntakeTopic } from '@vigia/contracts';
import type { Batch, KafkaBatchServer, Publication } from '@vigia/kafka';
import { meter, openService, type OpenService, type RunningService } from '@vigia/service';
import type { IngestionConfig } from './config';
import { answerIntake } from './intake/answer-intake';
import { IntakeStore } from './lists/intake-store';
import { Lists } from './lists/lists';
import { OwnLists } from './lists/own-lists';
import { ManifestsController, ORDER, SUBMIT } from './manifests.controller';
import { Originals } from './originals';
import type { Receipt } from './receipt';
import { Receipts } from './receipts';
import { ReceiptsController } from './receipts.controller';
import { orderList } from './submission/list-orders';
import { submitManifest } from './submit-manifest';
import { takeIn } from './submission/take-in';

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
  const { connection } = service;
  const now = (): Date => new Date();
  const receipts = new Receipts(
    connection,
    (messages) => service.publisher.publishAll(messages),
    (error) => service.log.warn({ err: error }, 'outbox: will try again'),
    config.OUTBOX_GRACE_MS,
  );
  const lists = new Lists(connection);
  const originals = new Originals(connection, now);
  await Promise.all([receipts, lists, originals].map((store) => store.ensureIndexes()));
  receipts.outbox.start();
  const take = takeIn({
    receipts,
    lists,
    store: new IntakeStore(connection),
    count: countReceipts(),
    listDays: config.LIST_DAYS,
  });
  const submit = submitManifest({ takeIn: take, originals, now, authority: config.AUTHORITY });
  const partsLimitMs = config.PARTS_LIMIT_MINUTES * 60_000;
  const consumer = intakeOf(service, config.INTAKE_CARRIERS, submit);
  return service.start({
    ...(consumer && { consumer }),
    description: 'Carriers submit passenger lists here and get a receipt for each.',
    controllers: [ManifestsController, ReceiptsController],
    providers: [
      { provide: Receipts, useValue: receipts },
      { provide: Originals, useValue: originals },
      { provide: OwnLists, useValue: new OwnLists({ receipts, lists, partsLimitMs, now }) },
      { provide: SUBMIT, useValue: submit },
      { provide: ORDER, useValue: orderList({ takeIn: take, now }) },
    ],
    rawTypes: RAW_TYPES,
    forms: true,
    bodyLimit: config.BODY_LIMIT_BYTES,
    onStop: [() => receipts.outbox.stop()],
  });
};

/** Reads the intake topics of the carriers that push there; whose topic it is, is who sent it. */
const intakeOf = (
  service: OpenService,
  carriers: readonly string[],
  submit: ReturnType<typeof submitManifest>,
): KafkaBatchServer | undefined => {
  if (carriers.length === 0) return undefined;
  const consumer = service.createConsumer({ isRaw: isIntakeTopic });
  const publish = (one: Publication): Promise<void> => service.publisher.publish(one);
  for (const carrier of carriers) {
    const answer = answerIntake({ submit, publish }, carrier);
    consumer.addHandler(intakeTopic(carrier), (batch: Batch<Buffer>) => answer(batch), true);
  }
  return consumer;
};

const countReceipts = (): ((receipt: Receipt) => void) => {
  const lists = meter().createCounter('vigia.manifests', { description: 'Submissions taken in' });
  const travellers = meter().createCounter('vigia.travellers', {
    description: 'Travellers on submitted lists',
  });
  return ({ status, format, accepted, refused, test }) => {
    if (test) return;
    lists.add(1, { status, format });
    travellers.add(accepted, { outcome: 'accepted', format });
    travellers.add(refused, { outcome: 'refused', format });
  };
};
