import { serveTimer } from '../../platform/timer';
import { tick } from '../../usecases/jobs/tick';

/** Timers only: one trigger a function on the platform, so this is one tick over all jobs. */
export const main = serveTimer('jobs', tick);
