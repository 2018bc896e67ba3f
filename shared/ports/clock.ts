/** The present. Virtual on one machine and in the sandbox, so nothing else may ask the system for the time. */
export interface Clock {
  now(): Date;
}
