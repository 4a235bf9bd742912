import { readAllowList } from './read-allow-list';

describe('readAllowList', () => {
  it('reads contacts and roles, with or without dates', () => {
    const list = readAllowList(`\uFEFF{
      "contacts": [
        {"type": "Correo", "value": "ayuda@ejemplo.org", "validFrom": "2026-01-01", "validTo": null},
        {"type": "phone", "value": "+503 7777"}
      ],
      "roles": [{"role": "driver", "document": "C0123456", "issuer": "ni"}]
    }`);
    expect(list).toEqual({
      contacts: [
        { type: 'email', value: 'ayuda@ejemplo.org', validFrom: '2026-01-01' },
        { type: 'phone', value: '+503 7777' },
      ],
      roles: [{ role: 'driver', document: 'C0123456', issuer: 'NIC' }],
    });
    expect(readAllowList('{}')).toEqual({ contacts: [], roles: [] });
  });

  it.each([
    ['[]', '(root): expected an object / se espera un objeto'],
    ['{"roles": [1]}', 'roles: expected a list of objects / se espera una lista de objetos'],
    ['{"contacts": [{"type": "phone"}]}', 'contacts.0.value: expected a text / se espera un texto'],
    [
      '{"contacts": [{"type": "phone", "value": "1", "validTo": "1/2/26"}]}',
      'contacts.0.validTo: expected YYYY-MM-DD / se espera AAAA-MM-DD',
    ],
    ['{"roles": [{"document": "A1", "issuer": "NIC"}]}', 'roles.0.role: expected a text'],
    ['{\n  "contacts" [] }', '2:14: not JSON / no es JSON'],
  ])('says where %s is wrong', (text, problem) => {
    expect(() => readAllowList(text)).toThrow(problem);
  });

  const dated = { validFrom: '2026-01-01', validTo: '2026-12-31' };
  const strictly = (contact: object, more: object = { roles: [] }) =>
    readAllowList(JSON.stringify({ contacts: [contact], ...more }), { strict: true });

  it('reads strictly what is whole', () => {
    const contact = { type: 'phone', value: '+503 7777', ...dated };
    expect(strictly(contact)).toEqual({ contacts: [contact], roles: [] });
  });

  it.each([
    [{ type: 'phone', value: '+503 7777', validFrom: '2026-01-01' }, 'contacts.0.validTo'],
    [{ type: 'phone', value: '+503 7777', ...dated, validTo: '2026-02-30' }, 'contacts.0.validTo'],
    [{ type: 'phone', value: '+503 7777', ...dated, validUntil: '' }, 'contacts.0.validUntil'],
    [{ type: 'correo', value: 'a@ejemplo.org', ...dated }, 'contacts.0.type'],
    [{ type: 'phone', value: '1', ...dated }, 'contacts.0.value'],
  ])('refuses %j strictly, and says where', (contact, place) => {
    expect(() => strictly(contact)).toThrow(place);
  });

  it('demands both parts strictly, and no other', () => {
    const contact = { type: 'phone', value: '+503 7777', ...dated };
    expect(() => strictly(contact, {})).toThrow('roles');
    expect(() => strictly(contact, { roles: [], rolls: [] })).toThrow('rolls: unknown');
  });

  it('names all problems at once', () => {
    const text = '{"contacts": [{"type": "phone"}], "roles": [{"role": "guide"}]}';
    expect(() => readAllowList(text)).toThrow(
      /contacts\.0\.value.*roles\.0\.issuer.*roles\.0\.document/,
    );
  });
});
