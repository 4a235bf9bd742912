import { join } from 'node:path';
import { developmentKeys, ROLES, type Role } from '@vigia/service';
import { Option, type Command } from 'commander';

interface Options {
  role: Role;
  carrier?: string;
  state?: string;
  subject: string;
  expires: string;
  keys: string;
}

/** `vigia token`: a bearer token for development, signed with a key made at first use. */
export const registerToken = (program: Command): void => {
  program
    .command('token')
    .description(
      'Print a development token; for services whose AUTH_JWKS is the development key set',
    )
    .addOption(new Option('--role <role>').choices([...ROLES]).makeOptionMandatory())
    .option('--carrier <code>', 'carrier claim, for the role carrier')
    .option('--state <code>', 'state claim (ISO 3166-1 alpha-3), for all other roles')
    .option('--subject <text>', 'who it is issued to', 'developer')
    .option('--expires <time>', 'how long it holds, e.g. 30m or 8h', '8h')
    .option('--keys <folder>', 'where the development keys are kept', join('.vigia', 'keys'))
    .action(async ({ role, carrier, state, subject, expires, keys }: Options) => {
      if (role === 'carrier' && !carrier) throw new Error('--role carrier needs --carrier');
      if (role !== 'carrier' && role !== 'operator' && role !== 'auditor' && !state) {
        throw new Error(`--role ${role} needs --state`);
      }
      const development = await developmentKeys(keys);
      const claims = { subject, role, ...(carrier && { carrier }), ...(state && { state }) };
      process.stdout.write(`${await development.sign(claims, expires)}\n`);
    });
};
