import {
  conveyanceKey,
  documentKey,
  identityKeys,
  type Contact,
  type Manifest,
  type Traveller,
} from '@vigia/manifest';
import { listedLegs } from './legs-of';
import type { TravelLeg } from './travel-leg';

/** A list with its id; lists may come in any order. */
export interface ListedManifest {
  manifest: Manifest;
  manifestId: string;
  /** Place in the caller's own order (files by name): decides between lists that say nothing of it. */
  order?: number;
}

/**
 * The legs that stand after all these lists: later versions replace a traveller's leg, `XR` and
 * `RP` take travellers off, `XF` takes the whole departure off, and a close-out (`CLOB`, `CLNB`)
 * says who boarded. Lists are taken in the order in which they were prepared, else of their
 * revision; an undated cancellation or close-out speaks of everything before it. Master crew lists
 * and gate passes show nobody travelling. Sources: spec/formats.md 2.3 (BGM 1004) and 2.5.
 */
export const collectLegs = (
  lists: readonly ListedManifest[],
  contactKey: (contact: Contact) => string,
): TravelLeg[] => {
  const board = new Map<string, Map<string, Standing>>();
  const ordered = [...lists].sort((a, b) => {
    const [x, y] = [orderOf(a), orderOf(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  for (const { manifest, manifestId } of ordered) {
    const conveyance = conveyanceKey(manifest);
    const standing = board.get(conveyance) ?? new Map<string, Standing>();
    board.set(conveyance, standing);
    if (manifest.listType === 'flightStatus') closeOut(manifest, standing);
    else if (manifest.listType === 'passengers' || manifest.listType === 'crew') {
      if (withdraws(manifest)) {
        for (const legId of named(manifest, standing)) standing.delete(legId);
      } else list(manifest, manifestId, contactKey, standing);
    }
  }
  return [...board.values()].flatMap((standing) => [...standing.values()].map(({ leg }) => leg));
};

interface Standing {
  leg: TravelLeg;
  refs: Traveller['refs'];
}

const withdraws = (manifest: Manifest): boolean =>
  manifest.function === 'XR' || manifest.function === 'RP';

const orderOf = ({ manifest, manifestId, order = 0 }: ListedManifest): string => {
  const closes = manifest.listType === 'flightStatus';
  const ends = closes || withdraws(manifest);
  const revision = Number(manifest.transactionRef?.revision ?? 0) || 0;
  return [
    manifest.source.preparedAt ?? (ends ? '\uffff' : ''),
    String(revision).padStart(9, '0'),
    closes ? 2 : ends ? 1 : 0,
    String(order).padStart(9, '0'),
    manifestId,
  ].join('|');
};

const list = (
  manifest: Manifest,
  manifestId: string,
  contactKey: (contact: Contact) => string,
  standing: Map<string, Standing>,
): void => {
  const known = keyed(standing);
  for (const { leg, traveller } of listedLegs(manifest, manifestId, contactKey)) {
    const own = traveller.refs;
    const before = standing.get(leg.legId) ?? corrected(standing, known, leg, own);
    if (before && before.leg.legId !== leg.legId) standing.delete(before.leg.legId);
    const boarded = before?.leg.boarded;
    standing.set(leg.legId, {
      leg: boarded === undefined ? leg : { ...leg, boarded },
      refs: own,
    });
  }
};

/** Leg ids by everything under which a later list may name the traveller again. */
const keyed = (standing: ReadonlyMap<string, Standing>): Map<string, string> => {
  const known = new Map<string, string>();
  for (const [legId, { leg, refs }] of standing) {
    for (const key of namesOf(leg, refs)) known.set(key, legId);
  }
  return known;
};

/** A unique reference, a document, or name and birth date, each with the boarding point. */
const namesOf = ({ identity, from }: TravelLeg, { unique }: Traveller['refs']): string[] => [
  ...(unique === undefined ? [] : [`u:${unique}@${from.code ?? ''}`]),
  ...identity.keys.map((key) => `${key}@${from.code ?? ''}`),
];

/** A later list may correct a name or a document: one agreeing key is the same traveller. */
const corrected = (
  standing: ReadonlyMap<string, Standing>,
  known: ReadonlyMap<string, string>,
  leg: TravelLeg,
  refs: Traveller['refs'],
): Standing | undefined =>
  namesOf(leg, refs)
    .map((key) => standing.get(known.get(key) ?? ''))
    .find((other) => other !== undefined && other.leg.manifestId !== leg.manifestId);

const closeOut = (manifest: Manifest, standing: Map<string, Standing>): void => {
  if (manifest.function === 'XF') return standing.clear();
  if (manifest.function !== 'CLOB' && manifest.function !== 'CLNB') return;
  const listed = named(manifest, standing);
  const aboard = manifest.function === 'CLOB';
  for (const [legId, { leg, refs }] of standing) {
    standing.set(legId, { leg: { ...leg, boarded: listed.has(legId) === aboard }, refs });
  }
};

/** Whom a list without full particulars names: by unique reference, identity, or locator alone. */
const named = (manifest: Manifest, standing: ReadonlyMap<string, Standing>): Set<string> => {
  const found = new Set<string>();
  for (const traveller of manifest.travellers) {
    for (const [legId, { leg, refs }] of standing) {
      if (isNamed(traveller, leg, refs)) found.add(legId);
    }
  }
  return found;
};

const isNamed = (traveller: Traveller, leg: TravelLeg, refs: Traveller['refs']): boolean => {
  const { unique, locator } = traveller.refs;
  if (unique !== undefined && refs.unique !== undefined) return unique === refs.unique;
  const keys = new Set([...identityKeys(traveller), ...traveller.documents.map(documentKey)]);
  if (keys.size > 0) return leg.identity.keys.some((key) => keys.has(key));
  const { surname, given } = leg.identity.name;
  const sameName = traveller.name.surname === surname && traveller.name.given === given;
  const nameless = !traveller.name.surname;
  return locator !== undefined && locator === refs.locator && (sameName || nameless);
};
