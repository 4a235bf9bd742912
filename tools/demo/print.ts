import type { Collected } from './collect-alerts';

/** What the demonstration prints of `/v1/route-matches`. */
export interface RouteMatch {
  view: string;
  outcome: string;
  journeyId: string;
  person: { surname: string; given?: string };
  legs: { from: { code?: string }; to: { code?: string }; carrier: string; departedAt: string }[];
  indicators: { id: string; text: { es: string; en: string } }[];
}

/** A line for the person at the terminal. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

export const step = (title: string): void => say(`\n── ${title}`);

/** One alert with its evidence and recipients. */
export const printAlert = ({
  alert,
  kind,
  recipients,
  enforcementViews,
  acknowledgedBy,
}: Collected): void => {
  const { person, evidence, legs, listEntry, score = 0, notUsed } = alert;
  const name = [person?.surname, person?.given].filter(Boolean).join(', ');
  const sample = listEntry?.sample ? ' (sample list)' : '';
  say(
    `\n● ${kind}: ${name}   score ${score.toFixed(2)}${listEntry ? `   entry ${listEntry.entryId}${sample}` : ''}`,
  );
  for (const { carrier, from, to, departedAt } of legs) {
    say(`    ${departedAt.slice(0, 10)} ${carrier} ${place(from)} → ${place(to)}`);
  }
  for (const { kind: what, points, text } of evidence) {
    say(`    ${points >= 0 ? '+' : ''}${points.toFixed(2)} ${what}: ${text.es}`);
    say(`          ${text.en}`);
  }
  if (notUsed) say(`    ${notUsed.en}`);
  const views = recipients.map((state, index) =>
    enforcementViews[index] === 'stub'
      ? `${state} (protection inbox; enforcement sees a stub)`
      : state,
  );
  say(`    to: ${views.join(', ')}`);
  if (acknowledgedBy.length > 0) say(`    acknowledged by: ${acknowledgedBy.join(', ')}`);
};

/** One route match as an analyst finds it. */
export const printRouteMatch = ({ person, legs, indicators }: RouteMatch): void => {
  const route = legs.map(({ from, to, carrier }) => `${place(from)}–${place(to)} (${carrier})`);
  say(`  ${person.surname}, ${person.given ?? ''}: ${route.join(', ')}`);
  for (const { id, text } of indicators) say(`      ${id}: ${text.es} / ${text.en}`);
};

const place = ({ code, name }: { code?: string; name?: string }): string => code ?? name ?? '?';
