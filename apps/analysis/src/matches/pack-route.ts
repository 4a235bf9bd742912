import type { RouteLeg } from '@vigia/indicators';

/** A leg as far as a question about routes looks at it. */
export type AskedLeg = RouteLeg & { carrier: string; mode: string };

/**
 * The travelled legs of a journey in one short text: a list of `[carrier, mode, departure, arrival,
 * code, country, code, country, …]`, a pair for each place where the leg calls. It is kept on the
 * journey, so that a question can be answered without reading the rows of its travellers.
 */
export const packRoute = (legs: readonly AskedLeg[]): string =>
  JSON.stringify(
    legs.map(({ carrier, mode, departedAt, arrivedAt = '', from, via, to }) => [
      ...[carrier, mode, departedAt, arrivedAt],
      ...[from, ...via, to].flatMap(({ code = '', country = '' }) => [code, country]),
    ]),
  );

/** The legs of a packed route, in order; they are numbered, since their ids are not kept. */
export const unpackRoute = (packed: string): AskedLeg[] =>
  (JSON.parse(packed) as string[][]).map((leg, index) => {
    const [carrier = '', mode = '', departedAt = '', arrivedAt, ...calls] = leg;
    const places = Array.from({ length: calls.length / 2 }, (_, at) => {
      const [code, country] = [calls[2 * at], calls[2 * at + 1]];
      return { ...(code && { code }), ...(country && { country }) };
    });
    const [from = {}, ...later] = places;
    return {
      legId: String(index),
      carrier,
      mode,
      departedAt,
      ...(arrivedAt && { arrivedAt }),
      from,
      via: later.slice(0, -1),
      to: later.at(-1) ?? {},
    };
  });
