import type { Json } from '../../../shared/ports/index.ts';
import type { Bindings } from './evaluate.ts';

/** `$states.input.outcome`, and `$states.input.outcome = 'held'`. */
interface PlainRead {
  readonly variable: string;
  readonly names: readonly string[];
  readonly equals: string | undefined;
}

const form = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)(?:\s*=\s*'([^'\\]*)')?$/;
/** What JSONata takes for no name. */
const words: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

const reads = new Map<string, PlainRead | undefined>();

function plainReadOf(text: string): PlainRead | undefined {
  const [, variable, path = '', equals] = form.exec(text) ?? [];
  const names = path.split('.').slice(1);
  if (variable === undefined || names.some((name) => words.has(name))) return undefined;
  return { variable, names, equals };
}

/**
 * What nearly all expressions of a machine do: they read a value, or compare it with a text. Undefined for every other
 * expression, and where JSONata would do more than read: it maps lists, and says what is wrong where nothing is.
 * JSONata takes some forty promises for it, and took a tenth of all that a batch of claims allocates.
 */
export function readPlainly(text: string, bindings: Bindings): Json | undefined {
  if (!reads.has(text)) reads.set(text, plainReadOf(text));
  const read = reads.get(text);
  if (read === undefined) return undefined;
  let value: unknown = ownValue(bindings, read.variable);
  for (const name of read.names) value = ownValue(value, name);
  if (read.equals !== undefined) return typeof value === 'string' ? value === read.equals : undefined;
  // What is bound came from JSON.
  return Array.isArray(value) ? undefined : (value as Json | undefined);
}

function ownValue(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || Array.isArray(of) || !Object.hasOwn(of, name)) return undefined;
  return (of as Bindings)[name];
}
