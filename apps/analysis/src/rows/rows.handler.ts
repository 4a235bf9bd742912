import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import {
  TOPICS,
  type AlertDelivered,
  type AlertDisposed,
  type AlertRaised,
  type AlertRecalled,
  type ManifestAccepted,
  type ManifestRejected,
  type TravellerAssessed,
} from '@vigia/contracts';
import type { Batch } from '@vigia/kafka';
import type { Contact } from '@vigia/manifest';
import { bulkCreate, bulkUpsert, type BulkOperation } from '@vigia/mongo';
import { ReadModel } from '../read-model';
import { deliveredChange, disposedChange, raisedChange, recalledChange } from './alert-changes';
import { listedChanges } from './listed-changes';
import { manifestChange, rejectionChange } from './manifest-rows';
import { refreshJourneys } from './refresh-journeys';

export const CONTACT_KEY = Symbol('contactKey');

/**
 * Turns events into rows. Every method may see an event twice, and events of one thing in any
 * order: each change is guarded by its own place in the order of events.
 */
@Controller()
export class RowHandlers {
  constructor(
    @Inject(ReadModel) private readonly model: ReadModel,
    @Inject(CONTACT_KEY) private readonly contactKey: (contact: Contact) => string,
  ) {}

  @EventPattern(TOPICS.manifestAccepted)
  async onAccepted(@Payload() batch: Batch<ManifestAccepted>): Promise<void> {
    const { plain } = this.model;
    const changes = batch.records.map(({ value }) => listedChanges(value, this.contactKey));
    await bulkCreate(
      plain.travellers,
      changes.flatMap(({ created }) => created),
    );
    await bulkUpsert(
      plain.travellers,
      changes.flatMap(({ operations }) => operations),
    );
    await refreshJourneys(
      this.model,
      changes.flatMap(({ travellerIds }) => travellerIds),
    );
    await bulkUpsert(
      plain.manifests,
      batch.records.map(({ value }) => manifestChange(value)),
    );
  }

  @EventPattern(TOPICS.travellerAssessed)
  async onAssessed(@Payload() batch: Batch<TravellerAssessed>): Promise<void> {
    await this.model.assessments.keep(batch.records);
    const events = batch.records.map(({ value }) => value);
    await refreshJourneys(this.model, [], events);
  }

  @EventPattern(TOPICS.manifestRejected)
  onRejected(@Payload() batch: Batch<ManifestRejected>): Promise<void> {
    return write(this.model.plain.rejections, batch, rejectionChange);
  }

  @EventPattern(TOPICS.alertRaised)
  onRaised(@Payload() batch: Batch<AlertRaised>): Promise<void> {
    return write(this.model.plain.alerts, batch, raisedChange);
  }

  @EventPattern(TOPICS.alertRecalled)
  onRecalled(@Payload() batch: Batch<AlertRecalled>): Promise<void> {
    return write(this.model.plain.alerts, batch, recalledChange);
  }

  @EventPattern(TOPICS.alertDelivered)
  onDelivered(@Payload() batch: Batch<AlertDelivered>): Promise<void> {
    return write(this.model.plain.alerts, batch, deliveredChange);
  }

  @EventPattern(TOPICS.alertDisposed)
  onDisposed(@Payload() batch: Batch<AlertDisposed>): Promise<void> {
    return write(this.model.plain.alerts, batch, disposedChange);
  }
}

const write = <Event>(
  collection: Parameters<typeof bulkUpsert>[0],
  batch: Batch<Event>,
  change: (event: Event) => BulkOperation,
): Promise<void> =>
  bulkUpsert(
    collection,
    batch.records.map(({ value }) => change(value)),
  );
