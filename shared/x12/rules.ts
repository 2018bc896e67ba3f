import { type CompiledPart, loopId } from './compile-loop.ts';
import { sentence } from './element-names.ts';
import { type ElementPosition, findElement } from './find-element.ts';
import { type Frame, partFrom } from './frame.ts';
import { isGiven } from './given.ts';
import type { Fault, FindingRule, HoldingRule, Loop, LoopRuleAbout, Rule } from './loop-notation.ts';
import { memoryOf, type Standing } from './memory.ts';
import type { Mark } from './places.ts';
import type { Segment } from './segment-notation.ts';
import { totalOf } from './tallies.ts';
import { approvalOf } from './units/approval.ts';

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
  const { rules } = frame.loop.loop;
  if (rules.length === 0) return [];
  const value = frame.value();
  const about = {
    written,
    tally: 0,
    around: <Value>(of: Segment<Value> | Loop<Value>) =>
      (frame.owner && partFrom(frame.owner, of)) as Value | undefined,
  };
  if (approvalOf(frame.loop)(value, about, frame)) return [];
  const broken: BrokenRule[] = [];
  for (const rule of rules) {
    if (!isGiven(rule.given, value)) continue;
    about.tally = rule.tally === undefined ? 0 : totalOf([rule.tally].flat(), frame);
    if (!Number.isNaN(about.tally)) judge(rule, frame, about, broken);
  }
  return broken;
}

function judge(rule: Rule<unknown>, frame: Frame, about: LoopRuleAbout, broken: BrokenRule[]): void {
  try {
    if ('faults' in rule) {
      for (const fault of rule.faults(frame.value(), about)) broken.push(atSegment(rule, frame, fault));
    } else if (!rule.holds(frame.value(), about)) broken.push(atPart(rule, frame));
  } catch (error) {
    // A rule may rely on a value's type, which only a value without issues is sure to have.
    for (let open: Frame | undefined = frame; open; open = open.owner) if (open.faulty) return;
    throw error;
  }
}

function standingOf(segment: object, frame: Frame): Standing | undefined {
  for (let open: Frame | undefined = frame; open; open = open.owner) {
    const noted = open.notes?.standingOf(segment);
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
  const mark = part && frame.markOf(part);
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
