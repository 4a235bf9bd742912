import type { AllowList, LostDocument, TravelLeg } from '@vigia/indicators';
import { INNOCENTS } from './innocents';
import { People, type Invented } from './people';
import { chance } from './random';
import { Recorder, type Ring } from './recorder';
import { RINGS } from './rings';

export interface YearOptions {
  /** What people do. */
  seed: number;
  /** Who people are: names, birth dates, sexes, nationalities, birthplaces. */
  attributeSeed: number;
  /** Innocent travellers at least. */
  travellers: number;
  ringsPerPattern: number;
}

/** One invented year: what a state would receive, and the truth beside it. */
export interface Year {
  legs: TravelLeg[];
  rings: Ring[];
  allowList: AllowList;
  lostDocuments: ReadonlyMap<string, LostDocument>;
  /** Person index by leg id. */
  owner: ReadonlyMap<string, number>;
  people: ReadonlyMap<number, Invented>;
  innocents: number;
}

/** Writes a year. Nobody in it exists, and the same options always give the same year. */
export const generateYear = (options: YearOptions): Year => {
  const doing = chance(options.seed);
  const recorder = new Recorder(doing);
  const people = new People(doing, options.attributeSeed);
  for (const [pattern, plot] of RINGS) {
    for (let ring = 0; ring < options.ringsPerPattern; ring += 1) {
      const planted = new Set(plot(recorder, people).map(({ index }) => index));
      recorder.rings.push({ pattern, people: planted });
    }
  }
  const total = INNOCENTS.reduce((sum, [, weight]) => sum + weight, 0);
  let innocents = 0;
  while (innocents < options.travellers) {
    let left = doing.next() * total;
    const story = INNOCENTS.find(([, weight]) => (left -= weight) < 0)?.[2];
    if (story) innocents += story(recorder, people);
  }
  return {
    ...{ legs: recorder.legs, rings: recorder.rings, innocents },
    ...{ owner: recorder.owner, people: recorder.people, lostDocuments: recorder.lost },
    allowList: {
      contacts: recorder.allowedContacts.map((value) => ({ type: 'phone', value })),
      roles: recorder.roles,
    },
  };
};
