/** RFC 9457 problem details, with our code and the id that also stands in the log. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  id: string;
  detail?: { es: string; en: string };
  [extension: string]: unknown;
}

/** An answer to a request that cannot be served; thrown by handlers, written by the one filter. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly detail?: { es: string; en: string },
    readonly extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail?.en ?? ERRORS[code].en);
  }
}

/** Every code a service answers or parks with, and what it means; documented in docs/errors.md. */
export const ERRORS = {
  VIGIA_BAD_REQUEST: { es: 'La solicitud no es válida', en: 'The request is not valid' },
  VIGIA_UNAUTHENTICATED: {
    es: 'Falta un token válido',
    en: 'A valid bearer token is missing',
  },
  VIGIA_FORBIDDEN: {
    es: 'Su función no permite esta acción',
    en: 'Your role does not allow this action',
  },
  VIGIA_NOT_FOUND: { es: 'No existe', en: 'There is no such thing' },
  VIGIA_METHOD_NOT_ALLOWED: { es: 'Método no permitido', en: 'Method not allowed' },
  VIGIA_UNSUPPORTED_MEDIA_TYPE: {
    es: 'Tipo de contenido no admitido',
    en: 'This content type is not supported',
  },
  VIGIA_TOO_LARGE: { es: 'El envío es demasiado grande', en: 'The body is too large' },
  VIGIA_EMPTY_BODY: { es: 'El envío está vacío', en: 'The body is empty' },
  VIGIA_MANIFEST_REFUSED: {
    es: 'La lista no se pudo aceptar',
    en: 'The passenger list could not be accepted',
  },
  VIGIA_UNKNOWN_CARRIER: {
    es: 'La lista es de otro transportista que el del token',
    en: 'The list is of another carrier than the token',
  },
  VIGIA_IDEMPOTENCY_CONFLICT: {
    es: 'La misma Idempotency-Key llegó antes con otro contenido',
    en: 'The same Idempotency-Key came before with another body',
  },
  VIGIA_IMPORT_REFUSED: {
    es: 'La importación se rechazó; la lista vigente no cambia',
    en: 'The import was refused; the live list is unchanged',
  },
  VIGIA_CONFLICT: {
    es: 'El estado actual no permite esta acción',
    en: 'The present state does not allow this action',
  },
  VIGIA_OVERLOADED: {
    es: 'El servicio está saturado; intente de nuevo en unos segundos',
    en: 'The service is overloaded; try again in a few seconds',
  },
  VIGIA_UNAVAILABLE: {
    es: 'El servicio no está disponible; intente de nuevo',
    en: 'The service is not available; try again',
  },
  VIGIA_INTERNAL: { es: 'Error interno', en: 'Internal error' },
  VIGIA_UNDECODABLE: {
    es: 'El registro no se puede leer con ningún esquema conocido',
    en: 'No known schema reads the record',
  },
  VIGIA_HANDLER_FAILED: {
    es: 'El registro no se pudo procesar',
    en: 'The record could not be processed',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type ErrorCode = keyof typeof ERRORS;
