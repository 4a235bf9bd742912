import type { ListState } from '@vigia/formats';
import type { ListDocument } from './lists';

/**
 * A list as MongoDB holds it. Its travellers are one text: nobody asks for one of them, and a
 * thousand small fields cost the server and the driver many times what a text does.
 */
export interface StoredList extends Omit<ListDocument, 'state'> {
  state: Omit<ListState, 'travellers' | 'gone'>;
  travellers: string;
}

export const storedList = ({ state, ...list }: ListDocument): StoredList => {
  const { travellers, gone, ...rest } = state;
  return { ...list, state: rest, travellers: JSON.stringify({ travellers, gone }) };
};

export const listOfStored = ({ state, travellers, ...list }: StoredList): ListDocument => ({
  ...list,
  state: {
    ...state,
    ...(JSON.parse(travellers) as Pick<ListState, 'travellers' | 'gone'>),
  },
});
