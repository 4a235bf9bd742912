import { HttpProblem, type Principal } from '@vigia/service';
import type { ListDocument } from './list';
import type { Lists } from './lists';

/** The state that calls; throws HttpProblem 403 for a token without one. */
export const stateOf = ({ state }: Principal): string => {
  if (!state) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
  return state;
};

/** The list if the caller's state owns it; another's answers like an absent one, 404. */
export const ownList = async (
  lists: Pick<Lists, 'find'>,
  caller: Principal,
  id: string,
): Promise<ListDocument> => {
  const list = await lists.find(id);
  if (!list || list.owner !== stateOf(caller)) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
  return list;
};
