import type { Principal } from '@vigia/service';
import { HttpProblem } from '@vigia/service';
import { carrierOf } from '../caller';
import type { ListDocument, Lists } from './lists';
import { showList, type ShownList } from './show-list';
import type { ReceiptDocument } from '../receipt';
import type { Receipts } from '../receipts';

interface Needs {
  receipts: Receipts;
  lists: Pick<Lists, 'byKey'>;
  partsLimitMs: number;
  now: () => Date;
}

/** Finds lists of the caller's own; whatever is another's is as if it did not exist. */
export class OwnLists {
  constructor(private readonly needs: Needs) {}

  /** The list with its life; throws HttpProblem 404. */
  async show(
    caller: Principal,
    manifestId: string,
    between: { from?: number | undefined; to?: number | undefined },
  ): Promise<ShownList> {
    const { receipts, lists, partsLimitMs, now } = this.needs;
    const carrierId = carrierOf(caller);
    const own = await this.receiptOf(carrierId, manifestId);
    const key = keyOf(own, manifestId);
    const [all, list] = await Promise.all([
      receipts.ofConveyance(carrierId, key),
      lists.byKey(key),
    ]);
    const { from, to } = between;
    const shown = showList(own, all, list, {
      manifestId,
      now: now(),
      partsLimitMs,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    });
    if (!shown) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return shown;
  }

  /** The present list that a manifest belongs to; throws HttpProblem 404, or 409 when it is gone. */
  async current(caller: Principal, manifestId: string): Promise<ListDocument> {
    const carrierId = carrierOf(caller);
    const own = await this.receiptOf(carrierId, manifestId);
    const list = await this.needs.lists.byKey(keyOf(own, manifestId));
    if (own.receipt.test || !list) throw new HttpProblem(409, 'VIGIA_CONFLICT', NO_LIST);
    return list;
  }

  private async receiptOf(carrierId: string, manifestId: string): Promise<ReceiptDocument> {
    const { receipts, now } = this.needs;
    const own = await receipts.ofManifest(carrierId, manifestId, now());
    if (!own) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return own;
  }
}

const NO_LIST = {
  es: 'De este viaje ya no se guarda una lista, o solo fue una prueba',
  en: 'No list of this trip is kept any more, or it was only a test',
};

const keyOf = ({ receipt }: ReceiptDocument, id: string): string =>
  receipt.manifests.find(({ manifestId }) => manifestId === id)?.conveyanceKey ?? '';
