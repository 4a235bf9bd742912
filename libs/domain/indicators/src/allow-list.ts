import { documentKey, type Contact } from '@vigia/manifest';
import type { TravelLeg } from './travel-leg';

/**
 * Who may share contacts or travel with changing groups without it saying anything: aid
 * organisations, employers, crews, guides. Dates are `YYYY-MM-DD`, both inclusive.
 * Source: spec/indicators.md, *Allow-list*.
 */
export interface AllowList {
  contacts: readonly AllowedContact[];
  roles: readonly AllowedRole[];
}

export interface AllowedContact {
  type: string;
  value: string;
  validFrom?: string;
  validTo?: string;
}

export interface AllowedRole {
  role: string;
  document: string;
  issuer: string;
}

export const EMPTY_ALLOW_LIST: AllowList = { contacts: [], roles: [] };

/**
 * The list with every contact replaced by the key under which legs carry it, so that a rule can
 * compare them without ever seeing a phone number.
 */
export const keyAllowList = (
  list: AllowList,
  contactKey: (contact: Contact) => string,
): AllowList => ({
  roles: list.roles,
  contacts: list.contacts.map((entry) => ({
    ...entry,
    value: contactKey(
      normaliseContact({ kind: entry.type === 'email' ? 'email' : 'phone', value: entry.value }),
    ),
  })),
});

/** Whether a contact key was allowed on that day. */
export const contactAllowed = (list: AllowList, contact: string, at: string): boolean => {
  const entries = indexOf(list).contacts.get(contact);
  if (!entries) return false;
  const day = at.slice(0, 10);
  return entries.some(
    ({ validFrom, validTo }) =>
      (validFrom === undefined || validFrom.slice(0, 10) <= day) &&
      (validTo === undefined || day <= validTo.slice(0, 10)),
  );
};

/** Whether the traveller works: on the crew of this leg, or on the role list by document and issuer. */
export const hasRole = (list: AllowList, leg: TravelLeg): boolean => {
  if (leg.role === 'crew') return true;
  const { roles } = indexOf(list);
  return roles.size > 0 && leg.identity.keys.some((key) => roles.has(key));
};

interface AllowIndex {
  contacts: Map<string, AllowedContact[]>;
  roles: ReadonlySet<string>;
}

const indices = new WeakMap<AllowList, AllowIndex>();

/** Lists have thousands of entries and are asked about every leg; a list is never changed in place. */
const indexOf = (list: AllowList): AllowIndex => {
  const known = indices.get(list);
  if (known) return known;
  const contacts = new Map<string, AllowedContact[]>();
  for (const entry of list.contacts) {
    contacts.set(entry.value, [...(contacts.get(entry.value) ?? []), entry]);
  }
  const keys = list.roles.map(({ document, issuer }) =>
    documentKey({ type: 'U', number: document, issuer }),
  );
  const index = { contacts, roles: new Set(keys.filter((key) => key !== undefined)) };
  indices.set(list, index);
  return index;
};

const NATIONAL_DIGITS: Readonly<Record<string, readonly [code: string, digits: number]>> = {
  BZ: ['501', 7],
  CR: ['506', 8],
  GT: ['502', 8],
  HN: ['504', 8],
  MX: ['52', 10],
  NI: ['505', 8],
  PA: ['507', 8],
  SV: ['503', 8],
};

/**
 * One form for the many spellings of a contact: e-mail in lower case and without the tag after `+`,
 * which names no other mailbox (RFC 5233), phone as the digits of its international form (ITU-T E.164, without `+`). A number without a country code is completed
 * with that of the boarding country where its length fits, else its digits stand as they are.
 */
export const normaliseContact = (contact: Contact, boardingCountry?: string): Contact => {
  if (contact.kind === 'email') {
    const value = contact.value.normalize('NFKC').trim().toLowerCase();
    return { kind: 'email', value: value.replace(/^([^@+]+)\+[^@]*@/, '$1@') };
  }
  const text = contact.value.normalize('NFKC').trim();
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  if (text.startsWith('+')) return { kind: 'phone', value: digits };
  if (digits.startsWith('00')) return { kind: 'phone', value: digits.slice(2) };
  const [code, length] = NATIONAL_DIGITS[boardingCountry ?? ''] ?? [];
  return { kind: 'phone', value: code && digits.length === length ? code + digits : digits };
};
