import { createHmac } from 'node:crypto';
import type { Contact } from '@vigia/manifest';

/**
 * The opaque key under which legs carry a normalised contact: a keyed hash, 22 characters. With the
 * same secret as screening, the allow-list and the indicators of both services agree.
 */
export const contactKeyOf =
  (secret: string) =>
  ({ kind, value }: Contact): string =>
    createHmac('sha256', secret).update(`${kind}:${value}`).digest('base64url').slice(0, 22);
