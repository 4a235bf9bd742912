import { setTimeout as wait } from 'node:timers/promises';
import type { StateAlert } from '@vigia/contracts';
import type { Audience } from '@vigia/sharing';
import { writeCursor, type Cursor } from '@vigia/service';
import type { FastifyReply } from 'fastify';
import type { AlertDocument, AlertStore, DeliveryDocument } from './alert-store';
import { recalledView, stands, viewFor } from './state-alert';

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
      const rows = await store.deliveriesAfter(state, page, PAGE, 'withRecalls');
      const alerts = await store.byIds(
        rows.filter((line) => !sent.has(lineKey(line))).map(({ alertId }) => alertId),
      );
      for (const delivery of rows) {
        page = { at: delivery.deliveredAt, id: delivery._id };
        if (delivery.deliveredAt > from.at) from = page;
        if (sent.has(lineKey(delivery))) continue;
        sent.add(lineKey(delivery));
        const alert = alerts.get(delivery.alertId);
        const view = alert && lineView(alert, delivery, audience);
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

/** A line that goes out again after a recall is news again. */
const lineKey = ({ _id, round = '' }: DeliveryDocument): string => `${_id}|${round}`;

/** An alert while it stands, or the word that it does not; nothing to whom the alert is closed now. */
const lineView = (
  alert: AlertDocument,
  { state, view, round }: DeliveryDocument,
  audience: Audience,
): StateAlert | undefined => {
  const seen = viewFor(alert, state, audience, view === 'recalled' ? '' : round);
  if (!seen) return undefined;
  const standing = stands(alert.alert, alert.recall);
  if (view !== 'recalled') return standing ? seen : undefined;
  return standing || !alert.recall
    ? undefined
    : recalledView(alert._id, state, seen.view, alert.recall);
};

const write = (reply: FastifyReply, id: string, view: object): void => {
  reply.raw.write(`id: ${id}\nevent: alert\ndata: ${JSON.stringify(view)}\n\n`);
};
