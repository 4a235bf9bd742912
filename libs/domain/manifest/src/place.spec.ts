import airports from './data/airports.json';
import locodes from './data/locodes.json';
import { BORDER_POSTS, ROAD_PLACES } from './data/border-posts';
import { countryOfPlace, findPlace, findPlaceByName } from './place';

describe('findPlace', () => {
  it('finds every airport and a sample of every country in its table', () => {
    for (const line of airports.lines.split('\n')) {
      expect(findPlace(line.slice(0, 3), 'IATA')?.country).toBe(line.split('|')[1]);
    }
    for (const [country, lines] of Object.entries(locodes.countries)) {
      const all = lines.split('\n');
      for (const line of [all[0], all[all.length >> 1], all[all.length - 1]]) {
        expect(findPlace(country + String(line).slice(0, 3))?.country).toBe(country);
      }
    }
  });

  it('knows coordinates and zone of an airport', () => {
    expect(findPlace('XPL')).toMatchObject({
      scheme: 'IATA',
      country: 'HN',
      zone: 'America/Tegucigalpa',
    });
    expect(findPlace('MGA')?.lat).toBeCloseTo(12.14, 1);
  });

  it('mends a lost sign and drops a position outside the country', () => {
    expect(findPlace('SVSSO')?.lon).toBeCloseTo(-89.48, 1);
    expect(findPlace('NISFL')).not.toHaveProperty('lon');
  });

  it('does not take the towns of nearly the same name for the border posts', () => {
    expect(findPlace('CRPBS')?.lat).toBeCloseTo(10.07, 1);
    expect(findPlace('CRPBL')).toMatchObject({ scheme: 'LOCAL', lat: 11.21 });
    expect(findPlace('HNAMT')).toMatchObject({ scheme: 'LOCAL', lat: 13.59, country: 'HN' });
  });

  it('never gives a border post a code that is a UN/LOCODE', () => {
    for (const [code] of BORDER_POSTS) expect(findPlace(code, 'UNLOCODE')).toBe(undefined);
    for (const [code] of ROAD_PLACES) expect(findPlace(code, 'UNLOCODE')).toBeDefined();
  });

  it.each(['', 'ZZZ', 'zz', 'XX9ZZ', '__proto__', 'NI', 'constructor'])(
    'finds nothing for %p',
    (code) => expect(findPlace(code)).toBe(undefined),
  );
});

describe('findPlaceByName', () => {
  it('finds a terminal or a post by its name and its country', () => {
    expect(findPlaceByName('san jose')?.code).toBe('CRSJO');
    expect(findPlaceByName('Peñas Blancas', 'NI')?.code).toBe('NIPBL');
    expect(findPlaceByName('CORINTO')?.code).toBe('HNHAC');
  });

  it('does not choose between the two sides of a border', () => {
    expect(findPlaceByName('Peñas Blancas')).toBe(undefined);
  });
});

describe('countryOfPlace', () => {
  it('takes the word of the sender before that of the code', () => {
    expect(countryOfPlace({ code: 'MGA', scheme: 'IATA', role: 'stop' })).toBe('NI');
    expect(countryOfPlace({ code: 'XYZ99', country: 'CRI', role: 'stop' })).toBe('CR');
    expect(countryOfPlace({ name: 'somewhere', role: 'stop' })).toBe(undefined);
  });
});
