import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  context,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Meter,
  type Span,
} from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK, resources, tracing } from '@opentelemetry/sdk-node';

export interface Telemetry {
  /** Answers a scrape in the Prometheus text format. */
  scrape(request: IncomingMessage, response: ServerResponse): void;
  stop(): Promise<void>;
}

/**
 * Starts traces and metrics for this process. Without an OTLP endpoint spans are not exported, but
 * the trace context still travels, so that services with an exporter see one trace.
 */
export const startTelemetry = (service: string, otlpEndpoint: string | undefined): Telemetry => {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const sdk = new NodeSDK({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    autoDetectResources: false,
    metricReaders: [exporter],
    spanProcessors: otlpEndpoint
      ? [
          new tracing.BatchSpanProcessor(
            new OTLPTraceExporter({ url: new URL('/v1/traces', otlpEndpoint).href }),
          ),
        ]
      : [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  sdk.start();
  return {
    scrape: (request, response) => exporter.getMetricsRequestHandler(request, response),
    stop: () => sdk.shutdown(),
  };
};

/** The meter of this process; names follow OpenTelemetry's conventions. */
export const meter = (): Meter => metrics.getMeter('vigia');

/** The trace context of now as headers (W3C Trace Context), empty when there is none. */
export const traceHeaders = (): Record<string, string> => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
};

/** The context that headers describe. */
export const contextOf = (headers: Readonly<Record<string, unknown>>): Context =>
  propagation.extract(context.active(), headers);

/** Runs `work` inside a span of its own; an error marks the span and goes on to the caller. */
export const inSpan = async <Result>(
  name: string,
  kind: 'server' | 'consumer' | 'internal',
  parent: Context,
  work: (span: Span) => Promise<Result>,
): Promise<Result> => {
  const span = trace.getTracer('vigia').startSpan(name, { kind: KINDS[kind] }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
};

const KINDS = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;
