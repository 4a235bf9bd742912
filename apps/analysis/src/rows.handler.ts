import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import {
  TOPICS,
  type AlertDelivered,
  type AlertDisposed,
  type AlertRaised,
  type ManifestAccepted,
  type ManifestRejected,
  type TravellerAssessed,
} from '@vigia/contracts';
import type { Batch } from '@vigia/kafka';
import { project, type RowChange } from './project';
import { ReadModel } from './read-model';
import { alertRow, manifestRow, rejectionRow, travellerRow } from './rows';

/** Turns events into rows. Every method may see an event twice. */
@Controller()
export class RowHandlers {
  constructor(@Inject(ReadModel) private readonly model: ReadModel) {}

  @EventPattern(TOPICS.travellerAssessed)
  onAssessed(@Payload() batch: Batch<TravellerAssessed>): Promise<void> {
    return project(
      this.model.plain.travellers,
      changes(batch, 'assessed', (event) => [event.travellerId, { ...travellerRow(event) }]),
    );
  }

  @EventPattern(TOPICS.manifestAccepted)
  onAccepted(@Payload() batch: Batch<ManifestAccepted>): Promise<void> {
    return project(
      this.model.plain.manifests,
      changes(batch, 'accepted', (event) => [event.manifestId, manifestRow(event)]),
    );
  }

  @EventPattern(TOPICS.manifestRejected)
  onRejected(@Payload() batch: Batch<ManifestRejected>): Promise<void> {
    return project(
      this.model.plain.rejections,
      changes(batch, 'rejected', (event) => [event.receiptId, rejectionRow(event)]),
    );
  }

  @EventPattern(TOPICS.alertRaised)
  onRaised(@Payload() batch: Batch<AlertRaised>): Promise<void> {
    return project(
      this.model.plain.alerts,
      changes(batch, 'raised', (event) => [event.alertId, alertRow(event)]),
    );
  }

  @EventPattern(TOPICS.alertDelivered)
  onDelivered(@Payload() batch: Batch<AlertDelivered>): Promise<void> {
    return project(
      this.model.plain.alerts,
      changes(
        batch,
        ({ state }) => `delivered-${state}`,
        (event) => [
          event.alertId,
          { [`delivered.${event.state}`]: { at: event.occurredAt, view: event.view } },
        ],
      ),
    );
  }

  @EventPattern(TOPICS.alertDisposed)
  onDisposed(@Payload() batch: Batch<AlertDisposed>): Promise<void> {
    return project(
      this.model.plain.alerts,
      changes(
        batch,
        ({ state }) => `disposed-${state}`,
        (event) => [
          event.alertId,
          { [`disposed.${event.state}`]: { at: event.occurredAt, outcome: event.disposition } },
        ],
      ),
    );
  }
}

const changes = <Event>(
  batch: Batch<Event>,
  kind: string | ((event: Event) => string),
  row: (event: Event) => [id: string, fields: Record<string, unknown>],
): RowChange[] =>
  batch.records.map(({ value, offset }) => {
    const [id, fields] = row(value);
    return { id, offset, fields, kind: typeof kind === 'string' ? kind : kind(value) };
  });
