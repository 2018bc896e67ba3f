import type { CompiledLoop } from '../compile-loop.ts';
import type { Frame } from '../frame.ts';
import type { LoopRuleAbout } from '../loop-notation.ts';
import { Code } from './code.ts';
import { judgement } from './judge.ts';

/** Whether the rules of a loop plainly hold of its value. When they do not, what is wrong is for others to say. */
type Approval = (value: object, about: LoopRuleAbout, frame: Frame) => boolean;

const cache = new WeakMap<CompiledLoop, Approval>();

export function approvalOf(loop: CompiledLoop): Approval {
  const known = cache.get(loop) ?? compile(loop);
  cache.set(loop, known);
  return known;
}

function compile({ id, loop, parts }: CompiledLoop): Approval {
  const code = new Code();
  const named = parts.map(({ name, part }) => {
    const variable = `value[${JSON.stringify(name)}]`;
    const isThere = part.list ? `${variable}?.length > 0` : `${variable} !== undefined`;
    return { name, variable, bit: 0, isThere, codes: undefined };
  });
  const judged = judgement('value', 'about', loop.rules, named, { low: '0' }, code, 'return false;');
  return code.compile<Approval>(`approve${id}`, 'value, about, frame', `${judged}\nreturn true;`);
}
