export type { Stage } from './drained';
export { freePorts } from './free-ports';
export { ServiceProcess } from './service-process';
export {
  SERVICES,
  startServices,
  type ServiceName,
  type Services,
  type ServicesOptions,
} from './start-services';
