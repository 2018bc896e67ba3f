import type { StateOf } from '../definition/states-language.ts';
import type { StateRunner } from './state-runner.ts';

export const pass: StateRunner<StateOf<'Pass'>> = {
  async enter() {
    return { kind: 'done' };
  },
  async resume() {
    return { kind: 'done' };
  },
};
