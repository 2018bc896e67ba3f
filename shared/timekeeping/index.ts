export { type Job, type JobLog, openJobs } from './jobs.ts';
export { type JobName, jobs, type PendingWork, scheduledJobs } from './scheduled-jobs.ts';
export { earliest, type Timekeeper, timekeeper } from './timekeeper.ts';
export type { VirtualClock } from './virtual-clock.ts';
export type { Worker } from './worker.ts';
