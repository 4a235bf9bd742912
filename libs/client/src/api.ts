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
