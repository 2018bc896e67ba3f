import type { Clock, Ids, Json } from '../../../shared/ports/index.ts';
import type { Machine } from '../definition/machine.ts';
import type { Template } from '../definition/states-language.ts';
import { type Bindings, evaluate, NoValue } from '../expressions/evaluate.ts';
import { readPlainly } from '../expressions/plain-read.ts';
import { fill } from '../expressions/template.ts';
import type { Details, HistoryEventType } from '../journal/history-events.ts';
import { type Effect, type Journal, type NewEvent, Overtaken } from '../journal/journal.ts';
import { EvaluationFailure } from '../states/state-failure.ts';
import { type Answer, type Branch, executionArn, machineArn, type Standing, type Variables } from './branch.ts';

/** What the engine works with. */
export interface Surroundings {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  /** From 0 to below 1, always the same for a key. */
  readonly random: (key: string) => number;
  readonly machineNamed: (name: string) => Machine;
}

/** What a called function came back with. */
export type Returned = { readonly took: number } & (
  | { readonly payload: Json }
  | { readonly error: string; readonly cause: string }
);

/** `$states` beside input and context, by what has happened to the state. */
export interface Seen {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

interface Extra {
  readonly withToken?: boolean;
  readonly item?: Branch['item'];
}

/** A branch while the engine works on it: where it stands now, and what of this the journal does not have yet. */
export class Visit {
  readonly around: Surroundings;
  readonly machine: Machine;
  readonly branch: Branch;
  standing: Standing;
  answer: Answer | undefined;
  returned: Returned | undefined;
  now = 0;
  /** What the next state does may depend on what this one did to the journal. */
  commitFirst = false;
  events: NewEvent[] = [];
  effects: Effect[] = [];

  constructor(around: Surroundings, machine: Machine, branch: Branch) {
    this.around = around;
    this.machine = machine;
    this.branch = branch;
    this.standing = branch.standing;
    this.answer = branch.answer;
    this.lookAtClock();
  }

  /** The clock is asked once for all that happens together. */
  lookAtClock(): void {
    this.now = this.around.clock.now().getTime();
  }

  /** Names this attempt at this state of this execution, whatever ran before or beside it. */
  get key(): readonly string[] {
    const { machine, name } = this.branch.execution;
    const { state, entry, attempt } = this.standing;
    return [executionArn(machine, name), this.branch.path, `${entry}`, state, `${attempt}`];
  }

  get token(): string {
    return this.around.ids.derive(40, 'task', ...this.key);
  }

  stand(changes: Partial<Standing>): void {
    this.standing = { ...this.standing, ...changes };
  }

  /** Adds an event after the branch's last one. An event `aside` does not become the last one. */
  record(
    type: HistoryEventType,
    details?: Details,
    { after, aside = false }: { after?: number; aside?: boolean } = {},
  ) {
    const previous = after ?? this.standing.lastEvent;
    this.events.push(
      details === undefined ? { type, previous, at: this.now } : { type, previous, at: this.now, details },
    );
    if (!aside) this.stand({ lastEvent: -this.events.length });
  }

  bindings({ withToken = false, item = this.branch.item, ...seen }: Seen & Extra = {}): Bindings {
    const { standing } = this;
    const context = () => this.#context(standing, withToken, item);
    const states = {
      input: standing.input,
      // Few expressions read of it.
      get context() {
        return context();
      },
      ...seen,
    };
    return { ...this.branch.outer, ...standing.variables, states };
  }

  #context(standing: Standing, withToken: boolean, item: Branch['item']) {
    const { execution } = this.branch;
    return {
      Execution: {
        Id: executionArn(execution.machine, execution.name),
        Input: execution.input,
        Name: execution.name,
        StartTime: new Date(execution.started).toISOString(),
      },
      State: {
        EnteredTime: new Date(standing.enteredAt).toISOString(),
        Name: standing.state,
        RetryCount: standing.attempt,
      },
      StateMachine: { Id: machineArn(execution.machine), Name: execution.machine },
      ...(withToken ? { Task: { Token: this.token } } : {}),
      ...(item === undefined ? {} : { Map: { Item: item } }),
    };
  }

  /** The value of a field; what is no good about it becomes States.QueryEvaluationError. */
  async evaluate(template: Template, field: string, bindings: Bindings): Promise<Json> {
    return fill(template, field, (text, place) => readPlainly(text, bindings) ?? this.#value(text, place, bindings));
  }

  async #value(text: string, place: string, bindings: Bindings): Promise<Json> {
    try {
      return await evaluate(text, bindings);
    } catch (problem) {
      if (!(problem instanceof NoValue)) throw problem;
      throw this.badValue(
        place,
        `The JSONata expression '${text}' specified for the field '${place}' ${problem.message}`,
      );
    }
  }

  badValue(field: string, says: string): EvaluationFailure {
    return new EvaluationFailure(this.standing.state, field, says);
  }

  enter(state: string, type: string, input: Json, variables: Variables): void {
    this.stand({
      phase: 'enter',
      state,
      input,
      variables,
      enteredAt: this.now,
      entry: this.standing.entry + 1,
      attempt: 0,
      tried: [],
    });
    this.record(`${type}StateEntered` as HistoryEventType, { name: state, input });
  }

  /** Makes everything so far durable, and the branch due again at `due`: by itself, or because others had until then. */
  async save(due: number, byItself = true): Promise<void> {
    const { deadline } = this.branch.execution;
    await this.commit(() => {
      this.effects.push((idOf) => {
        const standing = { ...this.standing, lastEvent: idOf(this.standing.lastEvent) };
        const saved = this.around.journal.branches.save(
          this.branch.id,
          standing,
          Math.min(due, deadline),
          byItself && due <= deadline,
        );
        if (!saved) throw new Overtaken();
        this.standing = standing;
      });
    });
  }

  /** Makes everything so far durable, with what `plan` adds inside the write. */
  async commit(plan: () => void): Promise<void> {
    const at = this.now;
    await this.around.journal.commit(at, () => {
      plan();
      return { execution: this.branch.execution.id, events: this.events, effects: this.effects };
    });
    this.events = [];
    this.effects = [];
    this.commitFirst = false;
  }
}
