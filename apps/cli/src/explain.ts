import { ProblemError } from '@vigia/client';

/** What went wrong, for a person at a terminal: in both languages where the service sent both. */
export const explain = (error: unknown): string => {
  if (error instanceof ProblemError) {
    const { code, title, id, detail } = error.problem as {
      code: string;
      title: string;
      id?: string;
      detail?: { es?: string; en?: string };
    };
    const texts = [...new Set([detail?.en ?? title, detail?.es].filter(Boolean))].join(' / ');
    return `vigia: ${code} (${error.status}): ${texts}${id ? ` [${id}]` : ''}`;
  }
  if (error instanceof TypeError && error.cause instanceof Error) {
    return `vigia: the service does not answer (${error.cause.message}) / el servicio no responde`;
  }
  return `vigia: ${error instanceof Error ? error.message : String(error)}`;
};
