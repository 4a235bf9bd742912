import type { StateAlert } from '@vigia/contracts';
import { ProblemError } from './problem-error';

export interface ApiOptions {
  /** Address of the service, e.g. `http://127.0.0.1:3001`. */
  url: string;
  /** Bearer token, or a function that fetches one. */
  token: string | (() => string | Promise<string>);
  timeoutMs?: number;
}

/** The answer to a submission; counts are travellers. */
export interface Receipt {
  receiptId: string;
  manifestId?: string;
  status: 'accepted' | 'accepted-with-warnings' | 'rejected';
  format: string;
  sha256: string;
  receivedAt: string;
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  findings: {
    code: string;
    severity: 'info' | 'warning' | 'error';
    text: { es: string; en: string };
    segment?: number;
    row?: number;
    sheet?: string;
    field?: string;
    path?: string;
  }[];
  deadline?: string;
  manifests: { manifestId: string; conveyanceKey: string; travellers: number }[];
}

export interface Submission {
  body: Uint8Array | string;
  contentType: string;
  idempotencyKey?: string;
  /** Facts of the trip that a CSV does not tell: journeyId, departure, arrival, from, to, mode. */
  trip?: Readonly<Record<string, string>>;
}

/** An alert as its state sees it, with what has been done about it. */
export type SeenAlert = StateAlert & {
  deliveredAt: string;
  acknowledged?: { at: string; by: string };
  disposition?: { outcome: string; reason: string; at: string; by: string };
};

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
  submit({ body, contentType, idempotencyKey, trip = {} }: Submission): Promise<Receipt> {
    const query = new URLSearchParams(trip).toString();
    return this.request('POST', `/v1/manifests${query && `?${query}`}`, {
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: {
        'content-type': contentType,
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
    });
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

  private async request<Answer>(method: string, path: string, init: RequestInit): Promise<Answer> {
    const signal = AbortSignal.timeout(this.options.timeoutMs ?? 30_000);
    const response = await this.fetch(method, path, { signal, ...init });
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
    throw new ProblemError(response.status, problemOf(text, response.status));
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
