import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@vigia/formats';
import { documentKey } from '@vigia/manifest';
import { parse as parseYaml } from 'yaml';
import { EMPTY_ALLOW_LIST, keyAllowList, type AllowList } from './allow-list';
import { assessLegs } from './assess-legs';
import { collectLegs } from './collect-legs';
import { readTold } from './told-list.fixture';
import { writeList } from './written-list.fixture';

/** A case told as the lists that carriers send; see cases/README.md. */
interface ListCase {
  name: string;
  lists: string[];
  /** Indicators and `alert` by person; `?` before an id leaves it open; an array has one line a journey. */
  expect: Record<string, string | string[]>;
  document?: Record<string, string>;
  lost?: { number: string; issuer: string; type: string; status: string; reportedOn: string }[];
  allow?: AllowList;
}

const folder = join(__dirname, '../cases/lists');
const cases = readdirSync(folder).flatMap(
  (file) => parseYaml(readFileSync(join(folder, file), 'utf8')) as ListCase[],
);

const contactKey = ({ kind, value }: { kind: string; value: string }) => `${kind}:${value}`;

const linesOf = ({ lists, lost = [], allow = EMPTY_ALLOW_LIST }: ListCase) => {
  const told = lists.map(readTold);
  const who = new Map(
    told.flatMap((trip) => trip.riders.map((one) => [`${one.surname}/${one.given}`, one.who])),
  );
  const listed = told.map(writeList).flatMap(({ file, text }, order) => {
    const bytes = new TextEncoder().encode(text);
    const options = { file, rawSha256: file, receivedOn: '2026-12-01' };
    return parse(bytes, options).manifests.map((manifest, part) => ({
      ...{ manifest, manifestId: `${file}/${part}`, order },
    }));
  });
  const reported = lost
    .filter(({ status }) => status !== 'recovered')
    .map(({ status, reportedOn, ...document }) => {
      const issuer = document.issuer === 'CO' ? 'COL' : document.issuer;
      return [documentKey({ ...document, issuer }) ?? '', { status, reportedOn }] as const;
    });
  const { assessments } = assessLegs(collectLegs(listed, contactKey), {
    allowList: keyAllowList(allow, contactKey),
    lostDocuments: new Map(reported),
  });
  return assessments.flatMap(({ journey, indicators, alert }) => {
    const { name, documents } = journey.legs.at(-1)?.identity ?? { name: { surname: '' } };
    if (indicators.length === 0) return [];
    const ids = [...indicators.map(({ id }) => id), ...(alert ? ['alert'] : [])];
    const person = who.get(`${name.surname}/${name.given ?? ''}`) ?? name.surname;
    return [{ person, ids, document: documents?.[0]?.number }];
  });
};

/** What differs between a wish such as `R1 ?B1 alert` and what was found. */
const differences = (wish: string, found: readonly string[]): string[] => {
  const words = wish.split(' ').filter(Boolean);
  const open = words.filter((word) => word.startsWith('?')).map((word) => word.slice(1));
  const asked = words.filter((word) => !word.startsWith('?'));
  return [
    ...asked.filter((word) => !found.includes(word)).map((word) => `${word} is missing`),
    ...found.filter((id) => !asked.includes(id) && !open.includes(id)).map((id) => `${id} too`),
  ];
};

describe('the cases told as lists', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const lines = linesOf(one);
    if (Object.keys(one.expect).length === 0) expect(lines).toEqual([]);
    for (const [person, wish] of Object.entries(one.expect)) {
      const own = lines.filter((line) => line.person === person);
      const wishes = (Array.isArray(wish) ? wish : [wish]).filter(Boolean);
      expect(own).toHaveLength(wishes.length);
      wishes.forEach((text, at) => expect(differences(text, own[at]?.ids ?? [])).toEqual([]));
    }
    for (const [person, number] of Object.entries(one.document ?? {})) {
      expect(lines.findLast((line) => line.person === person)?.document).toBe(number);
    }
  });

  it('are at least 150 and have names of their own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});
