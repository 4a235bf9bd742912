export { ApiQueryOf } from './api-query';
export {
  AuthenticationGuard,
  Caller,
  Public,
  Roles,
  ROLES,
  TokenVerifier,
  type Principal,
  type Role,
} from './authentication';
export { checked, pageQuery } from './checked';
export { commonConfig, ConfigError, readConfig, readConfigFile, type CommonConfig } from './config';
export { readCursor, writeCursor, type Cursor } from './cursor';
export { developmentKeys, type DevelopmentKeys } from './development-keys';
export { Health, type HealthCheck } from './health';
export { createLogger, type Logger } from './logger';
export { ERRORS, HttpProblem, type ErrorCode, type Problem } from './problem';
export { openService, type OpenService } from './open-service';
export { problemOf } from './problem-filter';
export { runMain } from './run-main';
export type { RunningService } from './start-service';
export {
  contextOf,
  inSpan,
  meter,
  startTelemetry,
  traceHeaders,
  type Telemetry,
} from './telemetry';
