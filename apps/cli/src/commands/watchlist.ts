import type { Page, VigiaApi, Watchlist } from '@vigia/client';
import type { Command } from 'commander';
import { apiOf, pathOf, printEach, type Access } from './watchlist-access';
import { registerImport } from './watchlist-import';

interface OfList extends Access {
  list: string;
  reason?: string;
  limit: string;
}

/** `vigia watchlist …`: what the owner of a list does with it. */
export const registerWatchlist = (program: Command): void => {
  const watchlist = program.command('watchlist').description('The lists of a member state');
  registerImport(watchlist);
  const command = (name: string, description: string): Command =>
    watchlist
      .command(name)
      .description(description)
      .requiredOption('--url <url>', 'address of the watchlist service')
      .requiredOption('--token <token>', 'bearer token of a list-owner (see vigia token)');
  const ofList = (name: string, description: string): Command =>
    command(name, description).requiredOption('--list <id>', 'list id, e.g. ofac-sdn');

  command('lists', 'The lists you may see, a JSON line each: version, entries, age, stale').action(
    async (options: Access) => {
      const { items } = await apiOf(options).get<Page<Watchlist>>('/v1/lists');
      printEach(items);
    },
  );

  ofList('entries', 'The entries of a list, a JSON line each')
    .option('--limit <n>', 'most entries printed', '500')
    .action(async (options: OfList) => printEntries(apiOf(options), options));

  ofList('proposals', 'The changes that wait for a second person, a JSON line each').action(
    async (options: OfList) => {
      const path = `${pathOf(options.list)}/proposals?state=open`;
      printEach((await apiOf(options).get<Page<object>>(path)).items);
    },
  );

  for (const decision of ['approve', 'reject'] as const) {
    ofList(decision, `${decision === 'approve' ? 'Approve' : 'Reject'} a change that waits`)
      .argument('<proposal>', 'id of the proposal; see vigia watchlist proposals')
      .option('--reason <text>', 'why, for the history of a rejected proposal')
      .action(async (proposal: string, options: OfList) => {
        const path = `${pathOf(options.list)}/proposals/${encodeURIComponent(proposal)}/${decision}`;
        const body = decision === 'reject' && options.reason ? { reason: options.reason } : {};
        printEach([await apiOf(options).post<object>(path, body)]);
      });
  }
};

const printEntries = async (api: VigiaApi, { list, limit }: OfList): Promise<void> => {
  let left = Number(limit);
  if (!Number.isInteger(left) || left < 1) throw new Error('--limit must be a whole number from 1');
  for (let cursor: string | undefined; left > 0;) {
    const query = new URLSearchParams({
      limit: String(Math.min(left, 500)),
      ...(cursor && { cursor }),
    });
    const page = await api.get<Page<object>>(`${pathOf(list)}/entries?${query.toString()}`);
    printEach(page.items);
    left -= page.items.length;
    if (!page.next) return;
    cursor = page.next;
  }
};
