import { HttpProblem, type Principal } from '@vigia/service';

/** The carrier of the caller's token; throws HttpProblem 403 when it names none. */
export const carrierOf = ({ carrier }: Principal): string => {
  if (!carrier) throw new HttpProblem(403, 'VIGIA_UNKNOWN_CARRIER');
  return carrier;
};

/** The Idempotency-Key as it may stand in a header; throws HttpProblem 400. */
export const idempotencyKeyOf = (header: string | undefined): string | undefined => {
  if (header !== undefined && !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', {
      es: 'Idempotency-Key: de 1 a 200 caracteres visibles',
      en: 'Idempotency-Key: 1 to 200 visible characters',
    });
  }
  return header;
};

/** Spanish unless English is asked for first. */
export const languageOf = (acceptLanguage: string | undefined): 'es' | 'en' =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'es';

/** True when the caller wants a CUSRES for an answer. */
export const wantsCusres = (accept: string | undefined): boolean =>
  /\bapplication\/edifact\b/i.test(accept ?? '');
