import { maskContact } from './mask-contact';

describe('a masked contact', () => {
  it.each([
    ['+505 8888 7712', undefined, '+505 •••• ••12'],
    ['8888 7712', 'NI', '+505 •••• ••12'],
    ['0044 20 7946 0958', undefined, '+44 •••• ••58'],
  ])('of the telephone %s from %s is %s', (value, country, masked) => {
    expect(maskContact({ kind: 'phone', value }, country)).toBe(masked);
  });

  it.each([
    ['Juan@Dominio.com', 'j•••@d•••.com'],
    ['a@b', 'a•••@b•••'],
  ])('of the address %s is %s', (value, masked) => {
    expect(maskContact({ kind: 'email', value })).toBe(masked);
  });
});
