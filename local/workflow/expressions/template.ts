import type { Json } from '../../../shared/ports/index.ts';
import type { Template } from '../definition/states-language.ts';

/** The JSONata of `"{% … %}"`; undefined for a string that is meant as it stands. */
export function jsonataOf(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

/** Each string in a template with its place in it (`Payload/claimId`). */
function* stringsIn(template: Template, path: string): Generator<{ path: string; text: string }> {
  if (typeof template === 'string') yield { path, text: template };
  else if (Array.isArray(template)) {
    for (const [at, each] of template.entries()) yield* stringsIn(each, `${path}[${at}]`);
  } else if (typeof template === 'object' && template !== null) {
    for (const [name, each] of Object.entries(template)) yield* stringsIn(each, path === '' ? name : `${path}/${name}`);
  }
}

export function literalsIn(template: Template): readonly { path: string; text: string }[] {
  return [...stringsIn(template, '')].filter(({ text }) => jsonataOf(text) === undefined);
}

export function expressionsIn(template: Template): readonly { path: string; text: string }[] {
  return [...stringsIn(template, '')].flatMap(({ path, text }) => {
    const jsonata = jsonataOf(text);
    return jsonata === undefined ? [] : [{ path, text: jsonata }];
  });
}

type Evaluate = (text: string, place: string) => Json | Promise<Json>;

/** The template with each expression replaced by its value; `evaluate` is told where the expression stands. */
export function fill(template: Template, place: string, evaluate: Evaluate): Json | Promise<Json> {
  if (typeof template === 'object' && template !== null) return fillParts(template, place, evaluate);
  const text = typeof template === 'string' ? jsonataOf(template) : undefined;
  return text === undefined ? template : evaluate(text, place);
}

async function fillParts(template: Template & object, place: string, evaluate: Evaluate): Promise<Json> {
  if (Array.isArray(template)) {
    const filled: Json[] = [];
    for (const [at, each] of template.entries()) filled.push(await fill(each, `${place}[${at}]`, evaluate));
    return filled;
  }
  const filled: Record<string, Json> = {};
  for (const [name, each] of Object.entries(template)) {
    const part = fill(each ?? null, `${place}/${name}`, evaluate);
    filled[name] = part instanceof Promise ? await part : part;
  }
  return filled;
}
