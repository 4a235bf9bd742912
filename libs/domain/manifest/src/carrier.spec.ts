import { findCarrier } from './carrier';
import { CARRIERS } from './data/carriers';

describe('findCarrier', () => {
  it.each([
    ['Tica Bus', 'TICABUS'],
    ['TICABUS', 'TICABUS'],
    ['Transnica', 'TRANSNICA'],
    ['Nicabus', 'NICABUS'],
    ['King Quality', 'KINGQUALITY'],
    ['Platinum Centroamérica', 'KINGQUALITY'],
    ['Pullmantur', 'PULLMANTUR'],
    ['TRANS GALGOS INTER', 'GALGOS'],
    ['Fuente del Norte', 'FUENTENORTE'],
    ['Expreso Tres', 'NICAEXPRESO'],
    ['Nica Expreso', 'NICAEXPRESO'],
    ['Comfort Premium', 'COMFORT'],
    ['Hedman Alas', 'HEDMANALAS'],
    ['Transportes del Sol', 'SOL'],
    ['Panaline', 'PANALINE'],
    ['cm', 'CM'],
    ['KLM', 'KL'],
  ])('finds %s', (name, code) => expect(findCarrier(name)?.code).toBe(code));

  it('knows every code and every name once', () => {
    const fold = (text: string): string =>
      text.normalize('NFD').replace(/\P{L}/gu, '').toUpperCase();
    const codes = CARRIERS.map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const names = CARRIERS.flatMap(([, , , name, , ...others]) => [name, ...others]).map(fold);
    expect(new Set(names).size).toBe(names.length);
  });

  it('finds nothing for a stranger', () => expect(findCarrier('Expreso Nadie')).toBe(undefined));
});
