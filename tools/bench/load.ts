import { Agent, request } from 'node:http';

export interface LoadOptions {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Each is sent once, so that none is answered as a repeat. */
  bodies: readonly string[];
  connections: number;
}

export interface LoadResult {
  seconds: number;
  perSecond: number;
  /** Milliseconds a request, sorted. */
  latencies: number[];
  statuses: Record<number, number>;
}

/** Sends every body over a fixed number of kept-alive loopback connections, each waiting for its answer. */
export const load = async (options: LoadOptions): Promise<LoadResult> => {
  const { url, headers, bodies, connections } = options;
  const { hostname } = new URL(url);
  if (hostname !== '127.0.0.1') throw new Error('load goes to 127.0.0.1 only');
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const began = performance.now();
      const status = await post(url, headers, body, agent);
      latencies.push(performance.now() - began);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  latencies.sort((a, b) => a - b);
  return { seconds, perSecond: bodies.length / seconds, latencies, statuses };
};

/** One request; the status of its answer. */
export const post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  agent?: Agent,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const sending = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': bytes.length } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.on('error', reject);
    sending.end(bytes);
  });

/** The value below which a share of the sorted values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
