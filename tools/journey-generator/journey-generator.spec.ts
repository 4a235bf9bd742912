import { assessYear, figuresOf } from './figures';
import { RINGS } from './rings';
import { generateYear } from './year';

const options = { seed: 7, attributeSeed: 8, travellers: 4000, ringsPerPattern: 2 };

describe('the generated year', () => {
  const year = generateYear(options);
  const figures = figuresOf(year, assessYear(year));

  it('is the same for the same seeds', () => {
    expect(generateYear(options).legs).toEqual(year.legs);
  });

  it('plants every pattern and shows at least nine of ten rings', () => {
    expect(figures.patterns.map(({ pattern }) => pattern)).toEqual(RINGS.map(([name]) => name));
    expect(figures.found / figures.rings).toBeGreaterThanOrEqual(0.9);
  });

  it('alerts for few innocents', () => {
    // The whole year's bar is 1 in 2,000; in a sample of 4,000 two or three are chance.
    expect(figures.innocentsAlerted).toBeLessThanOrEqual(4);
  });
});
