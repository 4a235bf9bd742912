import { assessLegs, keyAllowList } from '@vigia/indicators';
import { contactKey, legsThroughLists } from './manifests';
import { generateYear, type Year } from './year';

/**
 * Safeguard 1: what people do stays, who they are is swapped – nationality, birthplace, sex, birth
 * date of adults, names and their origin. The results must not differ by one byte.
 */
const options = { seed: 11, travellers: 20_000, ringsPerPattern: 6 };

const resultsOf = (year: Year): string[] => {
  const { assessments } = assessLegs(legsThroughLists(year), {
    allowList: keyAllowList(year.allowList, contactKey),
    lostDocuments: year.lostDocuments,
  });
  return assessments
    .map(({ journey, indicators, families, score, alert, notUsed }) =>
      JSON.stringify({
        journey: journey.journeyId,
        legs: journey.legs.map(({ legId }) => legId),
        ...{ returns: journey.returns, indicators, families, score, alert, notUsed },
      }),
    )
    .sort();
};

describe('who somebody is', () => {
  const one = generateYear({ ...options, attributeSeed: 100 });
  const other = generateYear({ ...options, attributeSeed: 200 });

  it('differs between the two worlds for nearly everybody', () => {
    const people = [...one.people.values()];
    const share = (differs: (index: number) => boolean) =>
      people.filter(({ index }) => differs(index)).length / people.length;
    expect(people.length).toBeGreaterThanOrEqual(20_000);
    expect(
      share((at) => one.people.get(at)?.surname !== other.people.get(at)?.surname),
    ).toBeGreaterThan(0.9);
    expect(share((at) => one.people.get(at)?.born !== other.people.get(at)?.born)).toBeGreaterThan(
      0.9,
    );
    expect(
      share((at) => one.people.get(at)?.nationality !== other.people.get(at)?.nationality),
    ).toBeGreaterThan(0.8);
    expect(
      share((at) => one.people.get(at)?.gender !== other.people.get(at)?.gender),
    ).toBeGreaterThan(0.4);
  });

  it('changes not one byte of any indicator result', () => {
    const results = resultsOf(one);
    expect(results.filter((line) => line.includes('"alert":true')).length).toBeGreaterThan(100);
    expect(resultsOf(other)).toEqual(results);
  });
});
