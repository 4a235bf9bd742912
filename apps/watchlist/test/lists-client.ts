import type { WatchlistEntry, WatchlistPublished } from '@vigia/contracts';
import { TOPICS } from '@vigia/contracts';
import type { Received } from '@vigia/kafka';
import type { ServiceTest } from '@vigia/testing';

export interface Answer {
  status: number;
  body: Record<string, unknown> & {
    code: string;
    version: number;
    items: Record<string, unknown>[];
    next?: string;
    problems: { row: number; code: string; field?: string; text: { es: string; en: string } }[];
  };
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Calls a service as the bearer of a token; objects go as JSON, forms and texts as they are. */
export const callerOf =
  (url: () => string, token: string): Call =>
  async (method, path, body, headers = {}) => {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof FormData;
    const response = await fetch(url() + path, {
      method,
      signal: AbortSignal.timeout(60_000),
      headers: {
        authorization: `Bearer ${token}`,
        ...(isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    };
  };

export const SETTINGS = { name: 'Invented', kind: 'own', legalBasis: 'test', sample: true };

/** A CSV of invented persons E0, E1 …; `mark` stands in every given name, so that versions differ. */
export const persons = (count: number, mark = 'Ana', from = 0): string =>
  [
    'entry_id,surname,given,dob,nationality',
    ...Array.from({ length: count }, (_, at) => `E${from + at},Quintavalle,${mark},1980-01-02,HND`),
    '',
  ].join('\n');

/** Every entry of a list, over all pages. */
export const allEntries = async (
  call: Call,
  listId: string,
): Promise<{ entryId: string; names: { given?: string }[]; listVersion: number }[]> => {
  const items: Record<string, unknown>[] = [];
  for (let cursor = ''; ;) {
    const { body } = await call('GET', `/v1/lists/${listId}/entries?limit=500${cursor}`);
    items.push(...body.items);
    if (!body.next) return items as never;
    cursor = `&cursor=${body.next}`;
  }
};

type Of<Value> = Received<Value>;

/** What the topics say of one list, in the order in which they say it. */
export const topicsOf = async (
  test: ServiceTest,
  listId: string,
): Promise<{ entries: Of<WatchlistEntry>[]; published: Of<WatchlistPublished>[] }> => {
  const entries = (await test.records(TOPICS.watchlistEntry)) as Of<WatchlistEntry>[];
  const published = (await test.records(TOPICS.watchlistPublished)) as Of<WatchlistPublished>[];
  return {
    entries: entries.filter(({ value }) => value.listId === listId),
    published: published.filter(({ value }) => value.listId === listId),
  };
};
