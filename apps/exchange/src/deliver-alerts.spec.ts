import {
  stateAlertCodec,
  type AlertRaised,
  type AlertRecalled,
  type StateAlert,
} from '@vigia/contracts';
import fc from 'fast-check';
import type { AlertDocument, Delivery, DeliveryDocument } from './alert-store';
import { deliverAlerts, recallAlerts } from './deliver-alerts';
import type { Recall, StoredAlert } from './state-alert';

const LEG = {
  ...{ travellerId: 'tr_1', manifestId: 'mf_1', conveyance: 'TB:1:2026-12-03', carrier: 'TB' },
  ...{ mode: 'road' as const, from: { country: 'PA' }, to: { country: 'CR' } },
  departedAt: '2026-12-03T10:00:00.000Z',
};
const TEXT = { es: 'x', en: 'x' };

const raisedAt = (occurredAt: string): AlertRaised => ({
  ...{ eventId: 'ev_1', occurredAt, alertId: 'al_1', kind: 'listMatch', travellerId: 'tr_1' },
  ...{ journeyId: 'jn_1', manifestId: 'mf_1', conveyanceKey: LEG.conveyance, legs: [LEG] },
  person: { surname: 'SPECIMEN', nationality: 'UTO', documents: [] },
  ...{ score: 1, evidence: [], indicators: [], notUsed: TEXT, protection: [] },
  versions: { matcher: '1', policy: '1', rules: '1', lists: [] },
});

const recalledAt = (occurredAt: string): AlertRecalled => ({
  ...{ eventId: 'ev_2', occurredAt, alertId: 'al_1', travellerId: 'tr_1' },
  ...{ cause: 'entryWithdrawn', text: TEXT },
});

/** The store's guarded statements in memory: the exchange's integration test runs the real ones. */
class InMemoryAlerts {
  private alert: StoredAlert | undefined;
  private recalled: Recall | undefined;
  readonly lines = new Map<string, DeliveryDocument>();

  async byIds(): Promise<Map<string, AlertDocument>> {
    if (!this.alert) return new Map();
    const { alert, recipients } = this.alert;
    const document = { _id: 'al_1', alert, recipients: [...recipients], at: new Date(0) };
    return new Map([['al_1', { ...document, ...(this.recalled && { recall: this.recalled }) }]]);
  }
  async put([one]: readonly StoredAlert[]): Promise<void> {
    if (one && (this.alert?.alert.occurredAt ?? '') <= one.alert.occurredAt) this.alert = one;
  }
  async recall(recalls: readonly AlertRecalled[]): Promise<void> {
    for (const { occurredAt: at, cause, text } of recalls) {
      if ((this.recalled?.at ?? '') < at) this.recalled = { at, cause, text };
    }
  }
  async delivered(): Promise<DeliveryDocument[]> {
    return [...this.lines.values()];
  }
  async recordDeliveries(deliveries: readonly Delivery[]): Promise<void> {
    for (const one of deliveries) {
      const line = `${one.state}|${one.view === 'recalled' ? 'recalled' : 'alert'}`;
      this.lines.set(line, { _id: line, ...one });
    }
  }
}

/** What a state has last been told, by its own topic. */
const lastTold = (sent: readonly StateAlert[], state: string): string =>
  sent.filter((one) => one.state === state).at(-1)?.view ?? 'nothing';

describe('an alert raised and recalled on two topics', () => {
  const hour = (at: number): string => `2026-12-01T${String(10 + at).padStart(2, '0')}:00:00.000Z`;
  const facts = fc.uniqueArray(
    fc.record({ at: fc.integer({ min: 0, max: 9 }), raised: fc.boolean() }),
    { minLength: 1, maxLength: 6, selector: ({ at }) => at },
  );

  it('ends for every state as the latest fact says, in any order, with repeats and lost ledgers', async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.infiniteStream(fc.nat()), async (all, chance) => {
        const store = new InMemoryAlerts();
        const sent: StateAlert[] = [];
        const needs = {
          store: store as never,
          publish: async (publications: readonly { topic: string; value: Buffer | null }[]) => {
            for (const { topic, value } of publications) {
              if (value && topic.startsWith('vigia.alerts.'))
                sent.push(stateAlertCodec().decode(value));
            }
          },
          ...{ connected: ['pan', 'cri', 'nic'], now: () => new Date(0) },
        };
        const shuffled = [...all, ...all]
          .map((fact) => ({ fact, turn: chance.next().value }))
          .sort((a, b) => a.turn - b.turn);
        for (const { fact } of shuffled) {
          if (fact.raised) await deliverAlerts(needs)([{ alert: raisedAt(hour(fact.at)) }]);
          else await recallAlerts(needs)([{ alert: recalledAt(hour(fact.at)) }]);
        }
        const last = [...all].sort((a, b) => a.at - b.at).at(-1);
        const had = sent.some(({ view }) => view === 'full');
        for (const state of ['pan', 'cri']) {
          if (last?.raised) expect(lastTold(sent, state)).toBe('full');
          else expect(lastTold(sent, state)).toBe(had ? 'recalled' : 'nothing');
        }
        expect(lastTold(sent, 'nic')).toBe('nothing');
        for (const state of ['pan', 'cri']) {
          const words = sent.filter((one) => one.state === state).map(({ view }) => view);
          expect(words).toEqual(words.map((_, at) => (at % 2 === 0 ? 'full' : 'recalled')));
        }
        // Nobody hears the same twice in a row, and no two different words bear one event id.
        const ids = sent.map(({ eventId }) => eventId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300 },
    );
  });
});
