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

  it('names all problems at once', () => {
    const text = '{"contacts": [{"type": "phone"}], "roles": [{"role": "guide"}]}';
    expect(() => readAllowList(text)).toThrow(
      /contacts\.0\.value.*roles\.0\.issuer.*roles\.0\.document/,
    );
  });
});
