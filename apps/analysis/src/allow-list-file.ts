import { readFileSync } from 'node:fs';
import { EMPTY_ALLOW_LIST, keyAllowList, type AllowList } from '@vigia/indicators';
import type { Contact } from '@vigia/manifest';
import { ConfigError } from '@vigia/service';
import { z } from 'zod';

const allowListFile = z.strictObject({
  contacts: z.array(
    z.strictObject({
      type: z.enum(['phone', 'email']),
      value: z.string().min(3),
      validFrom: z.iso.date(),
      validTo: z.iso.date(),
    }),
  ),
  roles: z.array(z.strictObject({ role: z.string(), document: z.string(), issuer: z.string() })),
});

/**
 * The operator's allow-list, the same file as screening's, with every contact under its key. Throws
 * ConfigError with the reason.
 */
export const readAllowList = (
  path: string | undefined,
  contactKey: (contact: Contact) => string,
): AllowList => {
  if (!path) return EMPTY_ALLOW_LIST;
  try {
    return keyAllowList(allowListFile.parse(JSON.parse(readFileSync(path, 'utf8'))), contactKey);
  } catch (cause) {
    throw new ConfigError([`ALLOW_LIST: ${cause instanceof Error ? cause.message : 'unreadable'}`]);
  }
};
