import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import {
  ApiQueryOf,
  Caller,
  checked,
  HttpProblem,
  pageQuery,
  readCursor,
  Roles,
  writeCursor,
  type Principal,
} from '@vigia/service';
import type { Audience } from '@vigia/sharing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AlertStore, type AlertDocument, type DeliveryDocument } from './alert-store';
import type { deliverAlerts } from './deliver-alerts';
import { DELIVER } from './alerts.handler';
import { dispositionBody, Dispositions } from './dispositions';
import { recalledView, stands, viewFor } from './state-alert';
import { streamAlerts } from './stream-alerts';

const protectionBody = z.strictObject({
  outcome: z.enum(['none', 'open']),
  feared: z.array(z.string().regex(/^[a-z]{3}$/)).default([]),
});

@Controller('v1/alerts')
@ApiBearerAuth()
@Roles('authority', 'protection')
export class AlertsController implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    @Inject(AlertStore) private readonly store: AlertStore,
    @Inject(Dispositions) private readonly dispositions: Dispositions,
    @Inject(DELIVER) private readonly deliver: ReturnType<typeof deliverAlerts>,
  ) {}

  /** Open streams would hold up the end of the service for ever. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  @Get()
  @ApiOperation({ summary: 'The alerts of your state, oldest first, page by page' })
  @ApiQueryOf(pageQuery)
  async list(@Caller() caller: Principal, @Query() query: unknown): Promise<object> {
    const { cursor, limit } = checked(pageQuery, query);
    const { state, audience } = seatOf(caller);
    const deliveries = await this.store.deliveriesAfter(
      state,
      readCursor(cursor) ?? BEGINNING,
      limit,
      'alertsOnly',
    );
    const alerts = await this.store.byIds(deliveries.map(({ alertId }) => alertId));
    const last = deliveries.at(-1);
    return {
      items: deliveries.flatMap((delivery) => {
        const alert = alerts.get(delivery.alertId);
        const item = alert && present(alert, delivery, audience);
        return item ? [item] : [];
      }),
      ...(deliveries.length === limit &&
        last && { next: writeCursor({ at: last.deliveredAt, id: last._id }) }),
    };
  }

  @Get('stream')
  @ApiOperation({
    summary: 'The alerts of your state as they come (server-sent events)',
    description: 'Each event id is a cursor: send it back as Last-Event-ID to go on from there.',
  })
  async stream(
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state, audience } = seatOf(caller);
    const from = request.headers['last-event-id'];
    await streamAlerts({
      store: this.store,
      state,
      audience,
      reply,
      cursor: typeof from === 'string' ? readCursor(from) : undefined,
      stopping: this.stopping.signal,
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One alert of your state' })
  @ApiResponse({ status: 404, description: 'No such alert, or not yours to see' })
  async one(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const { alert, delivery, audience } = await this.seen(caller, id);
    return present(alert, delivery, audience) ?? notFound();
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that the alert has been received and is being looked at' })
  async acknowledge(@Caller() caller: Principal, @Param('id') id: string): Promise<object> {
    const { delivery } = await this.seen(caller, id);
    await this.store.acknowledge(id, delivery.state, caller.subject, new Date());
    return this.one(caller, id);
  }

  @Post(':id/dispose')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide on an alert; a dismissed match does not alert again' })
  @ApiBody({ schema: z.toJSONSchema(dispositionBody, { io: 'input' }) as never })
  @ApiResponse({ status: 403, description: 'You see a stub: the protection unit decides' })
  async dispose(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object> {
    const decision = checked(dispositionBody, body);
    const { alert, delivery, audience } = await this.seen(caller, id);
    if (viewFor(alert, delivery.state, audience)?.view !== 'full') {
      throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
    }
    const { state } = delivery;
    await this.dispositions.dispose(alert.alert, state, caller.subject, decision, new Date());
    return this.one(caller, id);
  }

  @Post(':id/protection')
  @Roles('protection')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Record whether the person may need protection, and from which states',
    description: 'Until this says "none", no state of the person’s own learns of the alert.',
  })
  @ApiBody({ schema: z.toJSONSchema(protectionBody, { io: 'input' }) as never })
  async protection(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<object> {
    const assessment = checked(protectionBody, body);
    const { alert } = await this.seen(caller, id);
    await this.store.assess(id, assessment);
    await this.deliver([{ alert: alert.alert }]);
    return this.one(caller, id);
  }

  /** The alert and its delivery to the caller's state, or 404 when the caller may see nothing. */
  private async seen(
    caller: Principal,
    id: string,
  ): Promise<{ alert: AlertDocument; delivery: DeliveryDocument; audience: Audience }> {
    const { state, audience } = seatOf(caller);
    const delivery = await this.store.delivery(id, state);
    const alert = delivery && (await this.store.byIds([id])).get(id);
    if (!alert || !viewFor(alert, state, audience)) return notFound();
    return { alert, delivery, audience };
  }
}

const BEGINNING = { at: new Date(0), id: '' };

const seatOf = ({ state, role }: Principal): { state: string; audience: Audience } => {
  if (!state) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
  return { state, audience: role === 'protection' ? 'protection' : 'enforcement' };
};

const notFound = (): never => {
  throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
};

/** With `status`; of a recalled alert the reason too, as far as the viewer saw what it was about. */
const present = (
  alert: AlertDocument,
  delivery: DeliveryDocument,
  audience: Audience,
): object | undefined => {
  const view = viewFor(alert, delivery.state, audience, delivery.round);
  if (!view) return undefined;
  const { deliveredAt, acknowledged, disposition } = delivery;
  const { recall } = alert;
  const status = stands(alert.alert, recall) ? 'standing' : 'recalled';
  return {
    ...view,
    status,
    deliveredAt,
    acknowledged,
    disposition,
    ...(recall &&
      status === 'recalled' && {
        recalled: {
          at: recall.at,
          ...(view.view === 'full' && { cause: recall.cause }),
          text: recalledView(alert._id, delivery.state, view.view, recall).text,
        },
      }),
  };
};
