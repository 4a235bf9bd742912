import { randomUUID } from 'node:crypto';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from './logger';
import { ERRORS, HttpProblem, type ErrorCode, type Problem } from './problem';

/** The one place where an error becomes an HTTP answer. 5xx are logged as errors, the rest as info. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    if (reply.sent || reply.raw.headersSent) return;
    const { problem, cause } = problemOf(error);
    const entry = { problemId: problem.id, code: problem.code, status: problem.status };
    if (problem.status >= 500) {
      this.log.error({ ...entry, err: cause, route: request.routeOptions?.url }, 'request failed');
    } else {
      this.log.info(entry, 'request refused');
    }
    if (problem.status === 503 || problem.status === 429) void reply.header('retry-after', '2');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

/** Turns whatever was thrown into problem details; what we do not know is internal, without detail. */
export const problemOf = (error: unknown): { problem: Problem; cause: unknown } => {
  const { status, code, detail, extensions } = classify(error);
  const texts = ERRORS[code];
  return {
    cause: error,
    problem: {
      type: `urn:vigia:error:${code}`,
      title: texts.en,
      status,
      code,
      id: randomUUID(),
      detail: detail ?? texts,
      ...extensions,
    },
  };
};

const classify = (
  error: unknown,
): Pick<HttpProblem, 'status' | 'code' | 'detail'> & { extensions?: object } => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof HttpException)
    return { status: error.getStatus(), code: codeOf(error.getStatus()) };
  const { statusCode, retriable } = error as { statusCode?: number; retriable?: boolean };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, code: codeOf(statusCode) };
  }
  if (retriable === true) return { status: 503, code: 'VIGIA_UNAVAILABLE' };
  return { status: 500, code: 'VIGIA_INTERNAL' };
};

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'VIGIA_UNAUTHENTICATED',
  403: 'VIGIA_FORBIDDEN',
  404: 'VIGIA_NOT_FOUND',
  405: 'VIGIA_METHOD_NOT_ALLOWED',
  413: 'VIGIA_TOO_LARGE',
  415: 'VIGIA_UNSUPPORTED_MEDIA_TYPE',
  429: 'VIGIA_OVERLOADED',
  503: 'VIGIA_UNAVAILABLE',
};

const codeOf = (status: number): ErrorCode =>
  BY_STATUS[status] ?? (status < 500 ? 'VIGIA_BAD_REQUEST' : 'VIGIA_INTERNAL');
