import { setTimeout as wait } from 'node:timers/promises';
import type { Audience } from '@vigia/sharing';
import { writeCursor, type Cursor } from '@vigia/service';
import type { FastifyReply } from 'fastify';
import type { AlertStore } from './alert-store';
import { viewFor } from './state-alert';

interface Options {
  store: Pick<AlertStore, 'deliveriesAfter' | 'byIds'>;
  state: string;
  audience: Audience;
  reply: FastifyReply;
  /** Where the caller left off; from now on without it. */
  cursor: Cursor | undefined;
  /** Aborts when the service stops. */
  stopping: AbortSignal;
}

const POLL_MS = 500;
const PAGE = 500;
const KEEP_ALIVE_POLLS = 30;
/** Several instances stamp deliveries with their own clocks: look back a little, repeats are allowed. */
const OVERLAP_MS = 3000;

/**
 * Writes a state's alerts as server-sent events until the caller leaves. It reads the ledger, so it
 * shows the deliveries of every instance and can go on from any earlier point. An alert is sent
 * once a connection; across reconnections it may repeat under the same id.
 */
export const streamAlerts = async (options: Options): Promise<void> => {
  const { store, state, audience, reply } = options;
  const now = { at: new Date(), id: '' };
  let from = options.cursor ?? now;
  const earliest = options.cursor ? 0 : now.at.getTime();
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  reply.raw.on('close', leave);
  options.stopping.addEventListener('abort', leave);
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  reply.raw.write(': vigia\n\n');
  const sent = new Set<string>();
  for (let polls = 0; !gone.signal.aborted; polls += 1) {
    let page = { at: new Date(Math.max(earliest, from.at.getTime() - OVERLAP_MS)), id: '' };
    for (let full = true; full && !gone.signal.aborted;) {
      const rows = await store.deliveriesAfter(state, page, PAGE);
      const alerts = await store.byIds(
        rows.filter(({ _id }) => !sent.has(_id)).map(({ alertId }) => alertId),
      );
      for (const delivery of rows) {
        page = { at: delivery.deliveredAt, id: delivery._id };
        if (delivery.deliveredAt > from.at) from = page;
        if (sent.has(delivery._id)) continue;
        sent.add(delivery._id);
        const alert = alerts.get(delivery.alertId);
        const view = alert && viewFor(alert, state, audience);
        if (view) write(reply, writeCursor(page), view);
      }
      full = rows.length === PAGE;
    }
    if (polls % KEEP_ALIVE_POLLS === 0) reply.raw.write(': alive\n\n');
    await wait(POLL_MS, undefined, { signal: gone.signal }).catch(() => undefined);
  }
  options.stopping.removeEventListener('abort', leave);
  reply.raw.destroy();
};

const write = (reply: FastifyReply, id: string, view: object): void => {
  reply.raw.write(`id: ${id}\nevent: alert\ndata: ${JSON.stringify(view)}\n\n`);
};
