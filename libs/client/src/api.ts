import type { StateAlert } from '@vigia/contracts';
import { multipartOf, type UploadedFile } from './multipart';
import { ProblemError } from './problem-error';

export interface ApiOptions {
  /** Address of the service, e.g. `http://127.0.0.1:3001`. */
  url: string;
  /** Bearer token, or a function that fetches one. */
  token: string | (() => string | Promise<string>);
  timeoutMs?: number;
}

/** Something that was noticed in a list, and where. */
export interface Finding {
  code: string;
  severity: 'info' | 'warning' | 'error';
  text: { es: string; en: string };
  segment?: number;
  row?: number;
  sheet?: string;
  field?: string;
  path?: string;
}

/** The answer to a submission; counts are travellers. */
export interface Receipt {
  receiptId: string;
  manifestId?: string;
  status: 'accepted' | 'accepted-with-warnings' | 'rejected';
  format: string;
  sha256: string;
  receivedAt: string;
  test?: true;
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  findings: Finding[];
  deadline?: string;
  manifests: {
    manifestId: string;
    conveyanceKey: string;
    travellers: number;
    listVersion?: number;
    effect?: 'list' | 'change' | 'reduction' | 'cancellation' | 'closeOut';
    late?: boolean;
    added?: number;
    changed?: number;
    removed?: string[];
    boarded?: number;
    notBoarded?: number;
    superseded?: number;
  }[];
}

export interface Submission {
  body: Uint8Array | string;
  contentType: string;
  idempotencyKey?: string;
  /** Facts of the trip that a CSV does not tell: journeyId, departure, arrival, from, to, mode. */
  trip?: Readonly<Record<string, string>>;
  /** Only check the list: nothing is screened or passed on. */
  test?: boolean;
}

/** How a file is understood; nothing of it is stored. */
export interface Preview {
  format: string;
  outcome: Receipt['status'];
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  columns: { sheet?: string; column: number; title: string; field?: string }[];
  lists: { conveyanceKey: string; travellers: number; deadline?: string }[];
  findings: Finding[];
}

/** Whom an order about a list means. */
export interface TravellerSelector {
  travellerId?: string;
  unique?: string;
  locator?: string;
  ticket?: string;
  seat?: string;
  document?: string | { number: string; issuer?: string };
}

/** An alert as its state sees it, with what has been done about it. */
export type SeenAlert = StateAlert & {
  deliveredAt: string;
  acknowledged?: { at: string; by: string };
  disposition?: { outcome: string; reason: string; at: string; by: string };
};

/** A watchlist as its owner sees it. */
export interface Watchlist {
  listId: string;
  owner: string;
  name: string;
  kind: string;
  legalBasis: string;
  sample: boolean;
  sharing: { rule: string; states: string[] };
  staleAfterDays: number;
  fourEyes: boolean;
  version: number;
  entries: number;
  confirmedAt?: string;
  ageSeconds: number;
  stale: boolean;
  published: boolean;
}

/** What an import of a watchlist did, or with `dryRun` would do. */
export interface ImportReport {
  listId: string;
  format: string;
  version: number;
  rows: number;
  entries: number;
  refused: number;
  skipped: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  edited: number;
  dryRun: boolean;
  published: boolean;
  problems: ListProblem[];
  problemsTotal: number;
}

export interface ListProblem {
  file?: string;
  row: number;
  field?: string;
  code: string;
  refused: boolean;
  entryId?: string;
  text: { es: string; en: string };
}

export interface ListImport {
  format: string;
  /** Parts by name: `list`, or for OFAC `comments`, `add`, `alt` and `sdn`. */
  files: readonly UploadedFile[];
  allowShrink?: boolean;
  dryRun?: boolean;
}

export interface Page<Item> {
  items: Item[];
  next?: string;
}

/** A filter of route matches; every one is optional (see /openapi.json of analysis). */
export interface RouteQuestion {
  corridor?: string;
  indicator?: string;
  /** An ordered route with gaps, e.g. `SVO>HAV >(30d) PA>CR`. */
  pattern?: string;
  /** A place, a country (alpha-2) or a region (`#CENTRAL`). */
  place?: string;
  from?: string;
  to?: string;
  carrier?: string;
  mode?: string;
  /** Days, `YYYY-MM-DD`, both inclusive. */
  since?: string;
  until?: string;
  disposition?: 'confirmed' | 'dismissed' | 'inconclusive';
  outcome?: 'routeMatch' | 'alert' | 'any';
}

/** A journey as an analyst sees it; instants are ISO 8601 in UTC. */
export interface AnalystJourney {
  journeyId: string;
  travellerId: string;
  person?: StateAlert['person'];
  legs: {
    travellerId: string;
    manifestId: string;
    carrier: string;
    mode: string;
    from: { code?: string; name?: string; country?: string };
    to: { code?: string; name?: string; country?: string };
    /** Stops between the two at which the traveller stays on board. */
    via?: { code?: string; name?: string; country?: string }[];
    departedAt: string;
    arrivedAt?: string;
    boarded?: boolean;
  }[];
  indicators: { id: string; family: string; points: number; corridorId?: string }[];
  families: string[];
  outcome?: string;
  alerts: { alertId: string; recalled: boolean; disposition?: string }[];
}

/** What travellers share round a node. */
export interface Network {
  node: string;
  nodes: { node: string; kind: string; label: string; hops?: number; cost?: number }[];
  edges: {
    from: string;
    to: string;
    weight: number;
    sources: { manifestId: string; legId: string; at: string }[];
  }[];
  truncated: boolean;
}

/** A series of the past, as `vigia statistics convert` makes it. */
export interface LegacySeries {
  name: string;
  source: string;
  file: string;
  layout: string;
  points: {
    year: number;
    month?: number;
    group: string;
    count: number;
    provenance: { file: string; row: number; column: number; text: string };
  }[];
}

/** Calls one Vigía service. Every method throws ProblemError for an answer of 400 or more. */
export class VigiaApi {
  constructor(private readonly options: ApiOptions) {}

  /** Submits a passenger list; resolves when it is safely taken in. */
  submit(submission: Submission): Promise<Receipt> {
    return this.send('POST', '/v1/manifests', submission);
  }

  /** Asks how a list would be understood. */
  preview(submission: Submission): Promise<Preview> {
    return this.send('POST', '/v1/manifests', submission, { preview: 'true' });
  }

  /** Sends a new version of a list, which is the whole of it. */
  replace(manifestId: string, submission: Submission): Promise<Receipt> {
    return this.send('PUT', `/v1/manifests/${encodeURIComponent(manifestId)}`, submission);
  }

  /** Takes travellers off a list, or everybody when none are named. */
  cancel(manifestId: string, travellers?: readonly TravellerSelector[]): Promise<Receipt> {
    const body = travellers ? { travellers } : {};
    return this.post(`/v1/manifests/${encodeURIComponent(manifestId)}/cancel`, body);
  }

  /** Tells who was on board, or who was not. */
  closeOut(
    manifestId: string,
    who: { onBoard: readonly TravellerSelector[] } | { notOnBoard: readonly TravellerSelector[] },
  ): Promise<Receipt> {
    return this.post(`/v1/manifests/${encodeURIComponent(manifestId)}/close-out`, who);
  }

  /** The bad rows of a table with their reasons, as a file; there for 24 hours. */
  async errorFile(
    receiptId: string,
    options: { format: 'csv' | 'xlsx'; language: 'es' | 'en' },
  ): Promise<Uint8Array> {
    const query = new URLSearchParams(options).toString();
    const path = `/v1/receipts/${encodeURIComponent(receiptId)}/errors?${query}`;
    const response = await this.fetch('GET', path, { signal: this.timeout() });
    return new Uint8Array(await response.arrayBuffer());
  }

  /** One page of the alerts of the caller's state, oldest first. */
  alerts(cursor?: string, limit = 100): Promise<Page<SeenAlert>> {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor && { cursor }) });
    return this.get(`/v1/alerts?${query.toString()}`);
  }

  acknowledge(alertId: string): Promise<SeenAlert> {
    return this.post(`/v1/alerts/${encodeURIComponent(alertId)}/acknowledge`);
  }

  /** Records a person's decision. */
  dispose(
    alertId: string,
    decision: { disposition: 'confirmed' | 'dismissed' | 'inconclusive'; reason: string },
  ): Promise<SeenAlert> {
    return this.post(`/v1/alerts/${encodeURIComponent(alertId)}/dispose`, decision);
  }

  /**
   * The alerts of the caller's state as they come, without end; `cursor` is where to go on from.
   * Ends when `signal` aborts or the service closes the stream.
   */
  async *tail(
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<{ cursor: string; alert: StateAlert }> {
    const response = await this.fetch('GET', '/v1/alerts/stream', {
      signal,
      headers: { ...(cursor && { 'last-event-id': cursor }) },
    });
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const id = /^id: (.*)$/m.exec(event)?.[1];
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (id && data) yield { cursor: id, alert: JSON.parse(data) as StateAlert };
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Imports a list from files that are sent as they are read: their size does not matter. */
  importList(listId: string, { format, files, ...flags }: ListImport): Promise<ImportReport> {
    const query = new URLSearchParams({
      format,
      ...(flags.allowShrink && { allowShrink: 'true' }),
      ...(flags.dryRun && { dryRun: 'true' }),
    });
    const { contentType, body } = multipartOf(files);
    const path = `/v1/lists/${encodeURIComponent(listId)}/imports?${query.toString()}`;
    return this.request('POST', path, {
      body,
      duplex: 'half',
      headers: { 'content-type': contentType },
    });
  }

  /** One page of the journeys that answer a question, latest departure first. */
  routeMatches(
    question: RouteQuestion,
    cursor?: string,
    limit = 100,
  ): Promise<Page<AnalystJourney> & { truncated?: true }> {
    const page = { limit: String(limit), ...(cursor && { cursor }) };
    return this.get(
      `/v1/route-matches?${new URLSearchParams({ ...question, ...page }).toString()}`,
    );
  }

  /** The whole journey of one traveller as known now. */
  journey(travellerId: string): Promise<AnalystJourney> {
    return this.get(`/v1/journeys/${encodeURIComponent(travellerId)}`);
  }

  /** What travellers share within so many links of a node, `<kind>:<key>`. */
  network(node: string, hops = 3): Promise<Network> {
    return this.get(`/v1/networks/${encodeURIComponent(node)}?hops=${hops}`);
  }

  /** Stores a series of the past beside the statistics of the caller's state. */
  storeSeries(series: LegacySeries): Promise<{ id: string; name: string }> {
    return this.post('/v1/statistics/series', series);
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.request('GET', path, {});
  }

  post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.request('POST', path, json(body));
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.request('PUT', path, json(body));
  }

  delete<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.request('DELETE', path, json(body));
  }

  private send<Answer>(
    method: string,
    path: string,
    { body, contentType, idempotencyKey, trip = {}, test }: Submission,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const query = new URLSearchParams({ ...trip, ...(test && { test: 'true' }), ...more });
    return this.request(method, query.size > 0 ? `${path}?${query.toString()}` : path, {
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: {
        'content-type': contentType,
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
    });
  }

  private timeout(): AbortSignal {
    return AbortSignal.timeout(this.options.timeoutMs ?? 30_000);
  }

  private async request<Answer>(method: string, path: string, init: RequestInit): Promise<Answer> {
    const response = await this.fetch(method, path, { signal: this.timeout(), ...init });
    return (await response.json()) as Answer;
  }

  private async fetch(method: string, path: string, init: RequestInit): Promise<Response> {
    const { token, url } = this.options;
    const bearer = typeof token === 'string' ? token : await token();
    const response = await fetch(new URL(path, url), {
      ...init,
      method,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${bearer}` },
    });
    if (response.status < 400) return response;
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const problem = problemOf(text, response.status);
    const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
    throw new ProblemError(response.status, problem, wait);
  }
}

const json = (body: unknown): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

const problemOf = (text: string, status: number): ProblemError['problem'] => {
  try {
    const problem = JSON.parse(text) as Partial<ProblemError['problem']>;
    if (typeof problem.code === 'string' && typeof problem.title === 'string') {
      return problem as ProblemError['problem'];
    }
  } catch {
    // Not one of ours, e.g. a proxy's own page: the status says what there is to say.
  }
  return { code: 'VIGIA_UNAVAILABLE', title: `unexpected answer with status ${status}` };
};
