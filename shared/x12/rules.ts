import { loopId } from './compile-loop.ts';
import { sentence } from './element-names.ts';
import { type ElementPosition, findElement } from './find-element.ts';
import { type Frame, partFrom } from './frame.ts';
import { isGiven } from './given.ts';
import type { Remedy } from './issue.ts';
import type { Fault, FindingRule, HoldingRule, Loop, LoopRuleAbout, Rule } from './loop-notation.ts';
import { type Mark, spotOf } from './places.ts';
import { openerOf, Remedies, standingOf } from './remedies.ts';
import type { Segment } from './segment-notation.ts';
import { totalOf } from './tallies.ts';
import { approvalOf } from './units/approval.ts';

/** A rule that a loop breaks, and where. */
export interface BrokenRule {
  readonly rule: Rule<unknown>;
  readonly mark: Mark;
  readonly loop: string | undefined;
  readonly position: ElementPosition | undefined;
  readonly remedy: Remedy | undefined;
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
  const remedies = new Remedies(frame);
  for (const rule of rules) {
    if (!isGiven(rule.given, value)) continue;
    about.tally = rule.tally === undefined ? 0 : totalOf([rule.tally].flat(), frame);
    if (!Number.isNaN(about.tally)) judge(rule, frame, about, remedies, broken);
  }
  return broken;
}

function judge(
  rule: Rule<unknown>,
  frame: Frame,
  about: LoopRuleAbout,
  remedies: Remedies,
  broken: BrokenRule[],
): void {
  try {
    if ('faults' in rule) {
      for (const fault of rule.faults(frame.value(), about)) broken.push(atSegment(rule, frame, fault, remedies));
    } else if (!rule.holds(frame.value(), about)) broken.push(atPart(rule, frame, remedies));
  } catch (error) {
    // A rule may rely on a value's type, which only a value without issues is sure to have.
    for (let open: Frame | undefined = frame; open; open = open.owner) if (open.faulty) return;
    throw error;
  }
}

function atSegment(rule: FindingRule<unknown>, frame: Frame, [segment, path]: Fault, remedies: Remedies): BrokenRule {
  const standing = standingOf(segment, frame);
  const mark = standing?.mark ?? frame.start;
  const loop = standing ? standing.loop : loopId(frame.loop);
  const position = standing && path !== undefined ? findElement(standing.segment, path) : undefined;
  const remedy = remedies.of(rule, spotOf(mark, loop, position), segment, path);
  return { rule, mark, loop, position, remedy, message: sentence(rule.says) };
}

function atPart(rule: HoldingRule<unknown>, frame: Frame, remedies: Remedies): BrokenRule {
  const part = frame.loop.byName.get(rule.at);
  const mark = part && frame.markOf(part);
  const loop = loopId(part?.loop ?? frame.loop);
  const message = sentence(rule.says);
  // Nothing stands where a part is missing that a rule asks for.
  if (!part || !mark) {
    const remedy = part && remedies.ofMissing(part);
    return { rule, mark: frame.start, loop, position: undefined, remedy, message };
  }
  const position = rule.element === undefined ? undefined : findElement(part.opener, rule.element);
  const remedy = remedies.of(rule, spotOf(mark, loop, position), openerOf(part, frame.value()), rule.element);
  return { rule, mark, loop, position, remedy, message };
}
