import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { VigiaApi } from '@vigia/client';
import type { Principal } from '@vigia/service';
import {
  startServices,
  type ServiceName,
  type Services,
  type ServicesOptions,
} from '@vigia/services';

export const ROOT = join(__dirname, '../../..');

/** The platform as an operator runs it, on the stack of this test run. */
export const startPlatform = (
  options: Partial<Pick<ServicesOptions, 'requiredLists' | 'memberStates' | 'env'>> = {},
): Promise<Services> =>
  startServices({
    root: ROOT,
    kafkaBrokers: process.env['KAFKA_BROKERS'] ?? '',
    mongodbUri: process.env['MONGODB_URI'] ?? '',
    run: `e2e${randomBytes(4).toString('hex')}`,
    ...options,
  });

/** A client of one service that calls as this principal. */
export const apiOf = async (
  services: Services,
  service: ServiceName,
  claims: Omit<Principal, 'subject'>,
): Promise<VigiaApi> =>
  new VigiaApi({
    url: services.processes[service].url,
    token: await services.token({ subject: 'e2e', ...claims }),
    timeoutMs: 60_000,
  });

/** Four invented persons and, as a list of its own, two documents. */
export const importSampleLists = async (services: Services): Promise<void> => {
  const owner = await apiOf(services, 'watchlist', { role: 'list-owner', state: 'pan' });
  await owner.put('/v1/lists/sample-persons', {
    name: 'Invented persons',
    kind: 'own',
    legalBasis: 'test',
    sample: true,
  });
  const list = [
    'entry_id,surname,given,aliases,dob,nationality,doc_type,doc_number,doc_country,sex',
    'P-1,Vasnetsovski,Dmitri Arkadievich,,1981-03-09,RUS,P,660912347,RUS,M',
    'P-2,Quintavalle Segurola,Anselmo,,1979-04-12,ESP,P,XDA771209,ESP,M',
    'P-3,Okonjobrandt,Philippa,,1990-11-30,GHA,P,G4410927,GHA,F',
  ].join('\n');
  await owner.post('/v1/lists/sample-persons/imports', { format: 'persons-csv', files: { list } });
};
