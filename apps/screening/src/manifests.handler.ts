import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { codecOf, TOPICS, type AlertDisposed, type ManifestAccepted } from '@vigia/contracts';
import { done, skipped, type Batch, type Outcome, type Publication } from '@vigia/kafka';
import { meter } from '@vigia/service';
import type { Assessment } from './assessment';
import { isScreened } from './journeys/list-change';
import type { Screened } from './screen-manifests';

export const SCREENING = Symbol('screening');

/** What the handlers need, each a function. */
export interface Screening {
  screen: (accepted: readonly ManifestAccepted[], partition: number) => Promise<Screened>;
  /** Publishes what was found, then notes that it is out; `traces` by manifest. */
  tell: (screened: Screened, traces?: ReadonlyMap<string, string | undefined>) => Promise<void>;
  clear: (disposed: AlertDisposed) => Promise<boolean>;
}

/** Travellers worked on between two heartbeats. */
const CHUNK_TRAVELLERS = 250;

const assessedCodec = codecOf(TOPICS.travellerAssessed);
const alertCodec = codecOf(TOPICS.alertRaised);
const recallCodec = codecOf(TOPICS.alertRecalled);

@Controller()
export class ScreeningHandlers {
  constructor(@Inject(SCREENING) private readonly screening: Screening) {}

  /** Screens accepted lists; the offset moves on only when results are on Kafka. */
  @EventPattern(TOPICS.manifestAccepted)
  async onManifests(@Payload() batch: Batch<ManifestAccepted>): Promise<Outcome[]> {
    const outcomes = batch.records.map(({ value }) =>
      isScreened(value) ? done : skipped('a list without travellers or marks'),
    );
    const screened = batch.records.filter(({ value }) => isScreened(value));
    for (const chunk of chunksOf(screened)) {
      const traces = new Map(
        chunk.map(({ value, traceparent }) => [value.manifestId, traceparent]),
      );
      const found = await this.screening.screen(
        chunk.map(({ value }) => value),
        batch.partition,
      );
      await this.screening.tell(found, traces);
      await batch.heartbeat();
    }
    return outcomes;
  }

  /** Remembers what officers dismissed: cleared stays cleared. */
  @EventPattern(TOPICS.alertDisposed)
  async onDisposed(@Payload() batch: Batch<AlertDisposed>): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { value } of batch.records) {
      const cleared = value.disposition === 'dismissed' && (await this.screening.clear(value));
      outcomes.push(cleared ? done : skipped('nothing to clear'));
    }
    return outcomes;
  }
}

/** Publishes, counts, and notes afterwards what is known to be out. */
export const tellWith = (
  publish: (publications: readonly Publication[]) => Promise<void>,
  settle: (settled: Screened['settled']) => Promise<void>,
): Screening['tell'] => {
  const travellers = meter().createCounter('vigia.travellers.assessed');
  const raised = meter().createCounter('vigia.alerts.raised');
  const recalled = meter().createCounter('vigia.alerts.recalled');
  return async ({ results, recalls, settled }, traces) => {
    await publish([
      ...results.flatMap((result) =>
        publicationsOf(result, traces?.get(result.assessed.manifestId)),
      ),
      ...recalls.map((recall) => ({
        topic: TOPICS.alertRecalled,
        key: recall.alertId,
        headers: {},
        value: recallCodec.encode(recall),
      })),
    ]);
    await settle(settled);
    for (const { assessed, alerts } of results) {
      travellers.add(1, { outcome: assessed.outcome });
      for (const { kind } of alerts) raised.add(1, { kind });
    }
    for (const { cause } of recalls) recalled.add(1, { cause });
  };
};

const publicationsOf = (
  { assessed, alerts }: Assessment,
  traceparent: string | undefined,
): Publication[] => {
  const headers = traceparent ? { traceparent } : {};
  return [
    {
      topic: TOPICS.travellerAssessed,
      key: assessed.conveyanceKey,
      value: assessedCodec.encode(assessed),
      headers,
    },
    ...alerts.map((alert) => ({
      topic: TOPICS.alertRaised,
      key: alert.alertId,
      value: alertCodec.encode(alert),
      headers,
    })),
  ];
};

function* chunksOf<Item extends { value: ManifestAccepted }>(
  records: readonly Item[],
): Generator<Item[]> {
  let chunk: Item[] = [];
  let travellers = 0;
  for (const record of records) {
    chunk.push(record);
    travellers += record.value.manifest.travellers.length;
    if (travellers >= CHUNK_TRAVELLERS) {
      yield chunk;
      chunk = [];
      travellers = 0;
    }
  }
  if (chunk.length > 0) yield chunk;
}
