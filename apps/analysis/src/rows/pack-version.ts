import type { ListedVersion } from './row';

/**
 * A version as it is stored. Nobody searches in it, and it is read as a whole: as one text it costs
 * MongoDB and this service a third of what its fifty fields would.
 */
export const packVersion = (version: ListedVersion): string => JSON.stringify(version);

/** A version as it was packed. */
export const unpackVersion = (packed: string): ListedVersion => JSON.parse(packed) as ListedVersion;
