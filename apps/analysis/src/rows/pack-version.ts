import type { ListedVersion } from './row';

/** What hides a contact as people see it, and as it is stored. */
const [DOT, STAR] = ['•', '*'];

/**
 * A version as it is stored. Nobody searches in it and it is read as a whole: as one text it costs
 * MongoDB and this service half of what its fifty fields would. The dots of masked contacts become
 * stars: a text with nothing beyond Latin-1 is held, written and read as bytes.
 */
export const packVersion = (version: ListedVersion): string =>
  JSON.stringify({ ...version, contacts: masked(version, DOT, STAR) });

/** A version as it was packed. */
export const unpackVersion = (packed: string): ListedVersion => {
  const version = JSON.parse(packed) as ListedVersion;
  version.contacts = masked(version, STAR, DOT);
  return version;
};

const masked = ({ contacts }: ListedVersion, from: string, to: string): ListedVersion['contacts'] =>
  contacts.map((contact) => ({ ...contact, masked: contact.masked.replaceAll(from, to) }));
