import type { Entry } from '@vigia/matching';
import type { Words } from './true-kinds';

const split = (text: string): string[] =>
  text
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .split(/[^A-Z]+/)
    .filter(Boolean);

/** The words of an entry's primary name; nothing when it is not stated in two fields. */
export const wordsOf = (entry: Entry): Words | undefined => {
  const name = entry.names[0];
  if (!name?.surname || !name.given) return undefined;
  const [surname, given] = [split(name.surname), split(name.given)];
  return surname.length > 0 && given.length > 0 ? { surname, given } : undefined;
};
