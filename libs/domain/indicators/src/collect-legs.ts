import {
  conveyanceKey,
  documentKey,
  identityKeys,
  travellerId,
  type Contact,
  type Manifest,
  type Traveller,
} from '@vigia/manifest';
import { legsOf } from './legs-of';
import type { TravelLeg } from './travel-leg';

/** A list with its id; lists may come in any order. */
export interface ListedManifest {
  manifest: Manifest;
  manifestId: string;
}

/**
 * The legs that stand after all these lists: later versions replace a traveller's leg, `XR` and
 * `RP` take travellers off, `XF` takes the whole departure off, and a close-out (`CLOB`, `CLNB`)
 * says who boarded. Lists are taken in the order in which they were prepared. Master crew lists
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
      if (manifest.function === 'XR' || manifest.function === 'RP') {
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

const orderOf = ({ manifest, manifestId }: ListedManifest): string =>
  // Close-outs speak about the lists before them, also when nobody wrote down when.
  [manifest.source.preparedAt ?? '', manifest.listType === 'flightStatus' ? 1 : 0, manifestId].join(
    '|',
  );

const list = (
  manifest: Manifest,
  manifestId: string,
  contactKey: (contact: Contact) => string,
  standing: Map<string, Standing>,
): void => {
  const conveyance = conveyanceKey(manifest);
  const refs = new Map(
    manifest.travellers.map((traveller) => [travellerId(conveyance, traveller), traveller.refs]),
  );
  for (const leg of legsOf(manifest, manifestId, contactKey)) {
    const own = refs.get(leg.travellerId) ?? {};
    const before = standing.get(leg.legId) ?? renamed(standing, leg, own);
    if (before && before.leg.legId !== leg.legId) standing.delete(before.leg.legId);
    const boarded = before?.leg.boarded;
    standing.set(leg.legId, {
      leg: boarded === undefined ? leg : { ...leg, boarded },
      refs: own,
    });
  }
};

/** The same unique reference under a corrected name or document is the same traveller. */
const renamed = (
  standing: ReadonlyMap<string, Standing>,
  leg: TravelLeg,
  { unique }: Traveller['refs'],
): Standing | undefined =>
  unique === undefined
    ? undefined
    : [...standing.values()].find(
        (other) => other.refs.unique === unique && other.leg.from.code === leg.from.code,
      );

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
