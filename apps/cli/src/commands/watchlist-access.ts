import { VigiaApi } from '@vigia/client';

/** How to reach the watchlist service. */
export interface Access {
  url: string;
  token: string;
}

/** A client with time for a large list. */
export const apiOf = ({ url, token }: Access): VigiaApi =>
  new VigiaApi({ url, token, timeoutMs: 600_000 });

export const pathOf = (list: string): string => `/v1/lists/${encodeURIComponent(list)}`;

/** A JSON line each. */
export const printEach = (items: readonly object[]): void => {
  for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
};
