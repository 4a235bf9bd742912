import type { AlertBook, AlertNote } from '../alerts/alert-book';
import { isMeant } from '../match-lists';
import { quietLook, type LookNeeds } from '../journeys/look';
import { lookAround, type Screened, type ScreeningNeeds } from '../screen-manifests';
import type { TravelRecord } from '../travel-record';
import type { Travels } from '../travels';
import type { Watchlists } from '../watchlists';
import type { ScreenedVersions } from './screened-versions';
import type { UpcomingTravellers } from './upcoming-travellers';

export interface RescreenNeeds extends LookNeeds {
  travels: ScreeningNeeds['travels'] & Pick<Travels, 'byIds'>;
  watchlists: LookNeeds['watchlists'] & Pick<Watchlists, 'changedSince'>;
  book: ScreeningNeeds['book'] & Pick<AlertBook, 'ofList'>;
  upcoming: Pick<UpcomingTravellers, 'meantBy'>;
  screened: Pick<ScreenedVersions, 'of' | 'done'>;
  tell: (screened: Screened) => Promise<void>;
}

const AT_ONCE = 200;

/**
 * Compares what has changed on the lists with the upcoming travellers of a partition: new and changed
 * entries look for travellers, and open alerts whose entry is gone or different are looked at again.
 * The version is noted when everything is told, so what a crash cuts short is done again.
 */
export const rescreenPartition =
  (needs: RescreenNeeds) =>
  async (partition: number): Promise<number> => {
    const { watchlists, screened } = needs;
    const current = watchlists.listVersions();
    const known = await screened.of(
      partition,
      Object.fromEntries(current.map(({ listId, version }) => [listId, version])),
    );
    let looked = 0;
    for (const { listId, version } of current) {
      const since = known.get(listId) ?? 0;
      if (version <= since) continue;
      const { meant, doubted } = await concernedBy(needs, partition, listId, since);
      const legIds = [...new Set([...meant, ...doubted.keys()])];
      for (let start = 0; start < legIds.length; start += AT_ONCE) {
        const found = await needs.travels.byIds(legIds.slice(start, start + AT_ONCE));
        const now = needs.now();
        // Whoever has arrived is only told of what does not stand any more, not of a new question.
        const seeds = found.filter(
          (one) =>
            one.endsAt >= now || (doubted.get(one._id) ?? []).some(noLonger(one, watchlists)),
        );
        looked += seeds.length;
        await needs.tell(await lookAround(needs, quietLook(seeds)));
      }
      await screened.done(partition, listId, version);
    }
    return looked;
  };

interface Concerned {
  /** Legs of upcoming travellers whom a changed entry may mean. */
  meant: Set<string>;
  /** Legs with open alerts for entries that are gone or different, and those alerts. */
  doubted: Map<string, AlertNote[]>;
}

const concernedBy = async (
  { watchlists, upcoming, book }: RescreenNeeds,
  partition: number,
  listId: string,
  since: number,
): Promise<Concerned> => {
  const changed = watchlists.changedSince(listId, since);
  const meant = await upcoming.meantBy(partition, changed, watchlists.index);
  const doubted = new Map<string, AlertNote[]>();
  for (const note of await book.ofList(listId)) {
    if (note.partition !== partition) continue;
    if (watchlists.origin(note.entryId ?? '')?.listVersion === note.entryVersion) continue;
    for (const { legId } of note.legs) doubted.set(legId, [...(doubted.get(legId) ?? []), note]);
  }
  return { meant, doubted };
};

const noLonger =
  ({ person }: TravelRecord, { index }: Pick<Watchlists, 'index'>) =>
  ({ entryId = '' }: AlertNote): boolean => {
    const entry = index.entry(entryId);
    return !entry || !isMeant(person, entry);
  };
