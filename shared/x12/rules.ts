import { type CompiledPart, loopId } from './compile-loop.ts';
import { sentence } from './element-names.ts';
import { type ElementPosition, findElement } from './find-element.ts';
import { type Frame, partFrom } from './frame.ts';
import type { Fault, FindingRule, HoldingRule, Loop, LoopRuleAbout, Rule } from './loop-notation.ts';
import { memoryOf, type Standing } from './memory.ts';
import type { Mark } from './places.ts';
import type { Segment } from './segment-notation.ts';

/** A rule that a loop breaks, and where. */
export interface BrokenRule {
  readonly rule: Rule<unknown>;
  readonly mark: Mark;
  readonly loop: string | undefined;
  readonly position: ElementPosition | undefined;
  readonly message: string;
}

/** The rules of the guide that a loop breaks. One that lacks something required is not judged. */
export function brokenRules(frame: Frame, written: string | undefined): BrokenRule[] {
  if (frame.incomplete) return [];
  const around = <Value>(of: Segment<Value> | Loop<Value>) =>
    (frame.owner && partFrom(frame.owner, of)) as Value | undefined;
  return frame.loop.loop.rules.flatMap((rule) => {
    const tally = [rule.tally ?? []].flat().reduce((total, one) => total + frame.tallyOf(one), 0);
    return Number.isNaN(tally) ? [] : judge(rule, frame, { written, tally, around });
  });
}

function judge(rule: Rule<unknown>, frame: Frame, about: LoopRuleAbout): BrokenRule[] {
  try {
    if ('faults' in rule)
      return Array.from(rule.faults(frame.value(), about), (fault) => atSegment(rule, frame, fault));
    return rule.holds(frame.value(), about) ? [] : [atPart(rule, frame)];
  } catch (error) {
    // A rule may rely on a value's type, which only a value without issues is sure to have.
    for (let open: Frame | undefined = frame; open; open = open.owner) if (open.faulty) return [];
    throw error;
  }
}

function standingOf(segment: object, frame: Frame): Standing | undefined {
  for (let open: Frame | undefined = frame; open; open = open.owner) {
    const noted = open.notes?.find(({ value }) => value === segment);
    if (noted) return noted;
  }
  return memoryOf(segment)?.standing;
}

function atSegment(rule: FindingRule<unknown>, frame: Frame, [segment, path]: Fault): BrokenRule {
  const standing = standingOf(segment, frame);
  const message = sentence(rule.says);
  if (!standing) return { rule, mark: frame.start, loop: loopId(frame.loop), position: undefined, message };
  const position = path === undefined ? undefined : findElement(standing.segment, path);
  return { rule, mark: standing.mark, loop: standing.loop, position, message };
}

function atPart(rule: HoldingRule<unknown>, frame: Frame): BrokenRule {
  const part = frame.loop.parts.find((candidate) => candidate.name === rule.at);
  const mark = part && frame.marks?.[part.index];
  return {
    rule,
    mark: mark ?? frame.start,
    loop: loopId(part?.loop ?? frame.loop),
    // Nothing stands where a part is missing that a rule asks for.
    position: mark && part && rule.element !== undefined ? elementOf(part, rule.element) : undefined,
    message: sentence(rule.says),
  };
}

function elementOf(part: CompiledPart, path: string): ElementPosition {
  return findElement(part.opener, path);
}
