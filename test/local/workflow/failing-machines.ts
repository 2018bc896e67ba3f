import { call, callAndWait, machineOf, pass } from './machines.ts';
import { errorNamed } from './run-machine-case.ts';

/** Its message is what must not come out. */
export const broken = errorNamed('Broken', 'SECRET');

export const caught = (names: readonly string[], fields: object = {}) => ({
  Catch: [{ ErrorEquals: names, Next: 'Caught', ...fields }],
});

export const rescue = { Caught: pass({ Output: '{% $states.input.Error %}' }) };

export const retried = (fields: object) => call('work', { Retry: [{ ErrorEquals: ['Broken'], ...fields }] });

/** A task with a token, and a state for what is caught if anything is. */
export const asking = (fields: object) =>
  machineOf({
    Go: callAndWait('work', { ...fields, Next: 'End' }),
    End: pass({ Output: 'went well' }),
    ...('Catch' in fields ? rescue : {}),
  });
