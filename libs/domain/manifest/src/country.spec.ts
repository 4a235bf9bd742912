import { findCarrier } from './carrier';
import { alpha2Codes, alpha2Of, alpha3Of, isStateCode } from './country';

describe('country codes', () => {
  it('lead from two letters to three and back', () => {
    expect(alpha2Codes().length).toBeGreaterThanOrEqual(250);
    for (const two of alpha2Codes()) expect(alpha2Of(alpha3Of(two) ?? '')).toBe(two);
  });

  it('are those that the world uses', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    for (const two of alpha2Codes()) expect(names.of(two)).not.toBe(two);
  });

  it.each([
    ['D', 'DE'],
    ['GBN', 'GB'],
    ['RKS', 'XK'],
    ['NIC', 'NI'],
    ['NI', 'NI'],
    ['XXA', undefined],
    ['QQQ', undefined],
  ])('%s stands for %s', (code, country) => expect(alpha2Of(code)).toBe(country));

  it('tells the codes of Doc 9303 from others', () => {
    for (const code of ['XXB', 'UNO', 'D', 'HND']) expect(isStateCode(code)).toBe(true);
    for (const code of ['NI', 'ABC', '', 'UTO']) expect(isStateCode(code)).toBe(false);
  });
});

describe('findCarrier', () => {
  it('knows a line by code or name, however it is written', () => {
    expect(findCarrier('CM')?.name).toBe('Copa Airlines');
    expect(findCarrier('TICA  bus')?.code).toBe('TICABUS');
    expect(findCarrier('Aeromexico')?.country).toBe('MX');
    expect(findCarrier('nobody')).toBe(undefined);
  });
});
