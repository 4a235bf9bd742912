import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from './authentication';

/** Resolves when the thing works; rejects with the reason when it does not. */
export type HealthCheck = () => Promise<void> | void;

/** Named checks that together say whether the service can do its work now. */
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private stopping = false;

  add(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready: the service is on its way out. */
  stop(): void {
    this.stopping = true;
  }

  /** Every check with `ok` or the reason why not. */
  async report(): Promise<{ ready: boolean; checks: Record<string, string> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => {
        try {
          await check();
          return [name, 'ok'] as const;
        } catch (error) {
          return [name, error instanceof Error ? error.message : 'failed'] as const;
        }
      }),
    );
    if (this.stopping) results.push(['lifecycle', 'stopping']);
    return {
      ready: results.every(([, state]) => state === 'ok'),
      checks: Object.fromEntries(results),
    };
  }
}

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  @Get('live')
  @HttpCode(200)
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const report = await this.health.report();
    reply.status(report.ready ? 200 : 503);
    return report;
  }
}
