import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS, type AlertRaised, type AlertRecalled } from '@vigia/contracts';
import type { Batch } from '@vigia/kafka';
import { meter } from '@vigia/service';
import type { deliverAlerts, recallAlerts } from './deliver-alerts';

export const DELIVER = Symbol('deliverAlerts');
export const RECALL = Symbol('recallAlerts');

@Controller()
export class AlertHandlers {
  private readonly deliveries = meter().createCounter('vigia.alerts.delivered');

  private readonly recalls = meter().createCounter('vigia.alerts.recalled');

  constructor(
    @Inject(DELIVER) private readonly deliver: ReturnType<typeof deliverAlerts>,
    @Inject(RECALL) private readonly recall: ReturnType<typeof recallAlerts>,
  ) {}

  @EventPattern(TOPICS.alertRaised)
  async onAlerts(@Payload() batch: Batch<AlertRaised>): Promise<void> {
    const sent = await this.deliver(
      batch.records.map(({ value, traceparent }) => ({
        alert: value,
        ...(traceparent && { traceparent }),
      })),
    );
    this.deliveries.add(sent);
  }

  @EventPattern(TOPICS.alertRecalled)
  async onRecalls(@Payload() batch: Batch<AlertRecalled>): Promise<void> {
    const told = await this.recall(
      batch.records.map(({ value, traceparent }) => ({
        alert: value,
        ...(traceparent && { traceparent }),
      })),
    );
    this.recalls.add(told);
  }
}
