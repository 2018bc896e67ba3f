/**
 * What is missing or wrong in a value and has been told as such. A rule that asks for it would say the same fault again, as
 * another one: so it is not judged.
 */
const doubts = new WeakMap<object, Set<string>>();

/** Notes that a property of a value is missing or wrong. */
export function doubt(value: object, name: string): void {
  const known = doubts.get(value);
  if (known) known.add(name);
  else doubts.set(value, new Set([name]));
}

/** The same of what a path leads to, as `others.2.code`. */
export function doubtAt(value: object, path: string): void {
  const [name = '', ...rest] = path.split('.');
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  if (rest.length === 0 || !isObject(inner)) doubt(value, name);
  else doubtAt(inner, rest.join('.'));
}

/** Thrown where a rule asks for what is in doubt. */
export const inDoubt = new Error('a rule asked for what is missing or wrong');

const asItIs = Symbol('as it is');
const views = new WeakMap<object, object>();

function check(value: object, name: string | symbol): void {
  if (typeof name === 'string' && doubts.get(value)?.has(name)) throw inDoubt;
}

const handler: ProxyHandler<object> = {
  get(value, name) {
    if (name === asItIs) return value;
    check(value, name);
    const one: unknown = Reflect.get(value, name);
    return isObject(one) && typeof name === 'string' ? withDoubts(one) : one;
  },
  has(value, name) {
    check(value, name);
    return Reflect.has(value, name);
  },
};

/** A value that throws `inDoubt` when it is asked for what is missing or wrong; the same one each time. */
export function withDoubts<Value extends object>(value: Value): Value {
  const known = views.get(value) ?? new Proxy<object>(value, handler);
  views.set(value, known);
  return known as Value;
}

/** The value behind one with doubts. */
export function withoutDoubts<Value extends object>(value: Value): Value {
  return (value as { readonly [asItIs]?: Value })[asItIs] ?? value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
