import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { contextOf, meter } from './telemetry';

const QUIET = new Set(['/health/live', '/health/ready', '/metrics', '/openapi.json']);

/**
 * One server span and one measurement a request (OpenTelemetry HTTP conventions). The trace of the
 * caller goes on when it sends `traceparent`. Attributes name the route, never the address or body.
 */
export const observeRequests = (server: FastifyInstance): void => {
  const duration = meter().createHistogram('http.server.request.duration', {
    unit: 's',
    description: 'Time from the first byte of a request to the last of its answer',
    advice: {
      explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10],
    },
  });
  const tracer = trace.getTracer('vigia');
  const spans = new WeakMap<object, Span>();
  server.addHook('onRequest', (request, _reply, next) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (QUIET.has(route)) return next();
    const parent = contextOf(request.headers);
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': route },
      },
      parent,
    );
    spans.set(request, span);
    context.with(trace.setSpan(parent, span), next);
  });
  server.addHook('onResponse', (request, reply, next) => {
    const span = spans.get(request);
    if (span) {
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      duration.record(reply.elapsedTime / 1000, {
        'http.request.method': request.method,
        'http.route': request.routeOptions.url ?? 'unknown',
        'http.response.status_code': reply.statusCode,
      });
    }
    next();
  });
};
