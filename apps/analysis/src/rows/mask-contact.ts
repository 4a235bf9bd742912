import type { Contact } from '@vigia/manifest';
import { normaliseContact } from '@vigia/indicators';

/** A contact as analysts see it: the key that joins bookings, and a form that calls nobody. */
export interface MaskedContact {
  key: string;
  kind: 'phone' | 'email';
  masked: string;
}

/** Calling codes (ITU-T E.164) of the region; another number shows its first two digits. */
const CALLING_CODES = ['501', '502', '503', '504', '505', '506', '507', '52', '53', '57', '593'];

/**
 * The masked form of a contact: country and the last two digits of a telephone (`+505 •••• ••12`),
 * first letters and the ending of an address (`j•••@d•••.com`).
 */
export const maskContact = (contact: Contact, boardingCountry?: string): string => {
  const { kind, value } = normaliseContact(contact, boardingCountry);
  if (kind === 'email') return maskAddress(value);
  const code = CALLING_CODES.find((one) => value.startsWith(one)) ?? value.slice(0, 2);
  return `+${code} •••• ••${value.slice(-2)}`;
};

const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  const [user, domain] = [address.slice(0, at), address.slice(at + 1)];
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
  return `${user.slice(0, 1)}•••@${domain.slice(0, 1)}•••${ending}`;
};
