import jsonata from 'jsonata';
import type { Json } from '../../../shared/ports/index.ts';

export type Bindings = Readonly<Record<string, unknown>>;

/** Parsing costs twenty times what evaluating does. Expressions come from definitions, so there are few. */
const parsed = new Map<string, jsonata.Expression>();

function parse(text: string): jsonata.Expression {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const expression = jsonata(text);
  parsed.set(text, expression);
  return expression;
}

/** Why there is no value: a sentence for the cause, without any of the data. */
export class NoValue extends Error {}

function refuseFunctions(_name: string, value: unknown): unknown {
  const isFunction =
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));
  if (isFunction) throw new NoValue('returned an unsupported result type.');
  return value;
}

/** What JSONata makes is copied: the next evaluation must not see more of it than it will see in the journal. */
function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.parse(JSON.stringify(value, refuseFunctions)) as Json;
}

/** The expression's value; throws `NoValue`. */
export async function evaluate(text: string, bindings: Bindings): Promise<Json> {
  let value: unknown;
  try {
    value = await parse(text).evaluate(undefined, bindings);
  } catch (problem) {
    const code = (problem as { code?: unknown } | undefined)?.code;
    throw new NoValue(`threw an error during evaluation. ${typeof code === 'string' ? code : 'unknown'}`);
  }
  if (value === undefined) throw new NoValue('returned nothing (undefined).');
  return toJson(value);
}
