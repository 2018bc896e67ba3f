import type { CompiledPart } from './compile-loop.ts';
import type { Frame } from './frame.ts';
import type { Rule } from './notation.ts';
import type { Mark } from './places.ts';

export interface BrokenRule {
  readonly rule: Rule<unknown>;
  readonly part: CompiledPart | undefined;
  readonly mark: Mark;
  readonly message: string;
}

/** The rules of the guide that a loop breaks. One that lacks something required is not judged. */
export function brokenRules(frame: Frame): BrokenRule[] {
  if (frame.incomplete) return [];
  return frame.loop.loop.rules
    .filter((rule) => !holds(rule, frame))
    .map((rule) => {
      const part = frame.loop.parts.find((candidate) => candidate.name === rule.at);
      const mark = (part && frame.marks?.[part.index]) ?? frame.start;
      return { rule, part, mark, message: sentence(rule.says) };
    });
}

function holds(rule: Rule<unknown>, frame: Frame): boolean {
  try {
    return rule.holds(frame.value());
  } catch (error) {
    // A rule may rely on a value's type, which only a value without issues is sure to have.
    if (frame.faulty) return true;
    throw error;
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
