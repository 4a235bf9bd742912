import { aList, aTraveller } from '../../test/events';
import { contactKeyOf } from '../contact-key';
import { listedRows } from './listed-changes';
import { packVersion, unpackVersion } from './pack-version';

describe('a packed version', () => {
  const contacts = [
    { kind: 'phone' as const, value: '+50588112233' },
    { kind: 'email' as const, value: 'jose@correo.example' },
  ];
  const list = aList({ travellers: [{ ...aTraveller(1), contacts }] });
  const [row] = listedRows(list, contactKeyOf('a-contact-key-of-a-test-with-length'));
  if (!row) throw new Error('a list of one');

  it('is the same again when it is unpacked, masked contacts included', () => {
    expect(row.version.contacts.map(({ masked }) => masked)).toContain('+505 •••• ••33');
    expect(unpackVersion(packVersion(row.version))).toEqual(row.version);
  });

  it('has nothing beyond Latin-1 in it as long as the list has not', () => {
    expect(packVersion(row.version)).toMatch(/^[\u0000-\u00ff]+$/u);
  });
});
