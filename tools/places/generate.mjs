#!/usr/bin/env node
/**
 * Makes the place data of `@vigia/manifest` from two public tables.
 *
 *   node tools/places/generate.mjs AIRPORTS.csv LOCODES.csv.gz
 *
 * AIRPORTS.csv is `airportsdata/airports.csv` of the PyPI package airportsdata (MIT);
 * LOCODES.csv.gz is UN/LOCODE 2024-2 as collected by nspcc-dev/locode-db (MIT).
 * Lines are sorted by code so that the reader can search them without unpacking anything.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [airportsPath, locodesPath] = process.argv.slice(2);
if (!airportsPath || !locodesPath) {
  console.error('usage: node tools/places/generate.mjs AIRPORTS.csv LOCODES.csv.gz');
  process.exit(2);
}
const out = new URL('../../libs/domain/manifest/src/data/', import.meta.url);

const parseCsvLine = (line) => {
  const cells = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i];
    if (quoted) {
      if (c === '"' && line[i + 1] === '"') ((cell += '"'), (i += 1));
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === ',') (cells.push(cell), (cell = ''));
    else cell += c;
  }
  return [...cells, cell];
};

const round = (value) => String(Math.round(Number(value) * 1000) / 1000);
const clean = (name) => name.replace(/[|\n]/g, ' ').trim();

const airports = readFileSync(airportsPath, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(parseCsvLine)
  .map(([, iata, name, city, , country, , lat, lon, zone]) => {
    return { iata, name, city, country, lat: Number(lat), lon: Number(lon), zone };
  });

const byCountry = new Map();
for (const airport of airports) {
  const list = byCountry.get(airport.country) ?? [];
  list.push(airport);
  byCountry.set(airport.country, list);
}

const mostCommonZone = (list) => {
  const counts = new Map();
  for (const { zone } of list) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
};
const countryZone = Object.fromEntries(
  [...byCountry].sort(([a], [b]) => (a < b ? -1 : 1)).map(([c, list]) => [c, mostCommonZone(list)]),
);
const zones = [...new Set(airports.map(({ zone }) => zone))].sort();

/** Airports mark out a country well enough to catch a lost sign; two degrees of margin for coasts. */
const boxes = new Map(
  [...byCountry].map(([country, list]) => {
    const lats = list.map(({ lat }) => lat);
    const lons = list.map(({ lon }) => lon);
    const margin = list.length < 5 ? 4 : 2;
    return [
      country,
      [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons), margin],
    ];
  }),
);
const inside = (country, lat, lon) => {
  const box = boxes.get(country);
  if (!box) return true;
  const [south, north, west, east, margin] = box;
  return (
    lat >= south - margin && lat <= north + margin && lon >= west - margin && lon <= east + margin
  );
};

const iataLines = airports
  .filter(({ iata }) => iata)
  .map((a) =>
    [
      a.iata + clean(a.city || a.name),
      a.country,
      round(a.lat),
      round(a.lon),
      zones.indexOf(a.zone),
    ].join('|'),
  )
  .sort();
const seen = new Set();
const airportsOnce = iataLines.filter((line) => {
  const code = line.slice(0, 3);
  return !seen.has(code) && seen.add(code);
});

const nearestZone = (country, lat, lon) => {
  let best;
  let bestDistance = Infinity;
  for (const airport of byCountry.get(country) ?? []) {
    const dLon = (airport.lon - lon) * Math.cos((lat * Math.PI) / 180);
    const distance = (airport.lat - lat) ** 2 + dLon ** 2;
    if (distance < bestDistance) [best, bestDistance] = [airport.zone, distance];
  }
  return best;
};

const locodes = {};
let mended = 0;
let dropped = 0;
for (const line of gunzipSync(readFileSync(locodesPath)).toString('utf8').trim().split('\n')) {
  const [code, name, , , , latText, lonText] = parseCsvLine(line);
  const country = code.slice(0, 2);
  let [lat, lon] = [Number(latText), Number(lonText)];
  if (!inside(country, lat, lon)) {
    if (inside(country, lat, -lon)) ((lon = -lon), (mended += 1));
    else if (inside(country, -lat, lon)) ((lat = -lat), (mended += 1));
    else ((lat = NaN), (dropped += 1));
  }
  const known = !Number.isNaN(lat);
  const multi = new Set((byCountry.get(country) ?? []).map(({ zone }) => zone)).size > 1;
  const zone = known && multi ? nearestZone(country, lat, lon) : undefined;
  const fields = [code.slice(2) + clean(name)];
  if (known)
    fields.push((Math.round(lat * 100) / 100).toString(), (Math.round(lon * 100) / 100).toString());
  if (zone && zone !== countryZone[country]) fields.push(zones.indexOf(zone));
  (locodes[country] ??= []).push(fields.join('|'));
}

const write = (file, value) =>
  writeFileSync(new URL(file, out), `${JSON.stringify(value, null, 1)}\n`);
write('airports.json', {
  source: 'PyPI airportsdata 20260905 (MIT); line: code+city|country|lat|lon|index of zone',
  lines: airportsOnce.join('\n'),
});
write('zones.json', {
  source: 'PyPI airportsdata 20260905 (MIT)',
  zones,
  countries: countryZone,
  single: [...byCountry]
    .filter(([, list]) => new Set(list.map(({ zone }) => zone)).size === 1)
    .map(([country]) => country)
    .sort(),
});
write('locodes.json', {
  source:
    'UN/LOCODE 2024-2 by nspcc-dev/locode-db (MIT); line: last three letters+name|lat|lon[|index of zone]',
  countries: Object.fromEntries(
    Object.entries(locodes)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([country, lines]) => [country, lines.sort().join('\n')]),
  ),
});
console.log(
  `${airportsOnce.length} airports, ${Object.values(locodes).flat().length} locodes, ` +
    `${mended} coordinates mended, ${dropped} dropped, ${zones.length} zones`,
);
