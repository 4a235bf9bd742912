import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS, type AlertRaised } from '@vigia/contracts';
import type { Batch } from '@vigia/kafka';
import { meter } from '@vigia/service';
import type { deliverAlerts } from './deliver-alerts';

export const DELIVER = Symbol('deliverAlerts');

@Controller()
export class AlertHandlers {
  private readonly deliveries = meter().createCounter('vigia.alerts.delivered');

  constructor(@Inject(DELIVER) private readonly deliver: ReturnType<typeof deliverAlerts>) {}

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
}
