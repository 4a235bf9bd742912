import { CARRIERS } from './data/carriers';
import type { Carrier } from './manifest';

/** A carrier of the registry; `country` is ISO 3166-1 alpha-2. */
export interface CarrierRecord extends Carrier {
  name: string;
  mode: 'air' | 'road';
  country: string;
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

const byCode = new Map<string, CarrierRecord>();
const byName = new Map<string, CarrierRecord>();
for (const [code, scheme, mode, name, country, ...others] of CARRIERS) {
  const record: CarrierRecord = { code, scheme, mode, name, country };
  byCode.set(code, record);
  for (const each of [name, ...others]) byName.set(fold(each), record);
}

/** Finds a carrier by its code or by its name in clear, whatever the accents, case and blanks. */
export const findCarrier = (codeOrName: string): CarrierRecord | undefined => {
  const key = fold(codeOrName);
  return byCode.get(key) ?? byName.get(key);
};
