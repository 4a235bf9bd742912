import type { Address, Contact, Name } from '@vigia/manifest';
import { part, type Segment } from '../edifact/segment';
import { meaningOf } from './code-tables';

/** The name in C080, or in C058 when C080 is empty; the sixth component is a format code. */
export const readName = (nad: Segment): Name => {
  const inClear = nad.components(4);
  const components = inClear.some(Boolean) ? inClear : nad.components(3);
  const [surname = '', given = ''] = components;
  const more = components.length > 2 ? components.slice(2, 5).filter(Boolean).join(' ') : '';
  if (!surname) {
    const only = [given, more].filter(Boolean).join(' ');
    return only ? { surname: only, mononym: true } : { surname: '' };
  }
  if (given || more) return { surname, ...(given && { given }), ...(more && { middle: more }) };
  const slash = surname.indexOf('/');
  if (slash <= 0 || slash === surname.length - 1) return { surname, mononym: true };
  return {
    surname: surname.slice(0, slash).trim(),
    given: surname.slice(slash + 1).trim(),
    split: 'given',
    raw: surname,
  };
};

/** The address behind the name, if there is any. */
export const readAddress = (nad: Segment): Address | undefined => {
  if (nad.endsBefore(5)) return undefined;
  const street = (nad.elements[5] ?? [])
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
  const address: Address = {
    ...(street && { street }),
    ...field('city', part(nad, 6)),
    ...field('region', part(nad, 7) || part(nad, 7, 4)),
    ...field('postcode', part(nad, 8)),
    ...field('country', part(nad, 9)),
  };
  return Object.keys(address).length > 0 ? address : undefined;
};

const field = (name: keyof Address, value: string): Address => (value ? { [name]: value } : {});

type ContactKind = Contact['kind'];

/** COM 3155; a number without a channel is a telephone's. */
const CHANNEL: Readonly<Record<string, ContactKind>> = {
  TE: 'phone',
  AL: 'phone',
  '': 'phone',
  EM: 'email',
};

/**
 * The telephone numbers and e-mail addresses of a COM. `whole` is false when something else was
 * among them, such as a fax number, which is neither.
 */
export const readContacts = (segment: Segment): { contacts: Contact[]; whole: boolean } => {
  const contacts: Contact[] = [];
  let whole = true;
  for (const [first = '', channel = ''] of segment.elements.slice(1)) {
    const value = first.trim();
    const kind = meaningOf(CHANNEL, channel.trim());
    if (value && kind) contacts.push({ kind, value });
    else if (value) whole = false;
  }
  return { contacts, whole };
};
