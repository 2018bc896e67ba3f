import { loopId } from './compile-loop.ts';
import { inDoubt, withDoubts, withoutDoubts } from './doubt.ts';
import { sentence } from './element-names.ts';
import { type ElementPosition, findElement } from './find-element.ts';
import { type Frame, partFrom } from './frame.ts';
import { isGiven } from './given.ts';
import type { Remedy, Spot } from './issue.ts';
import type { Fault, FindingRule, HoldingRule, Loop, LoopRuleAbout, Rule, Tally } from './loop-notation.ts';
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

/** The rules of the guide that a loop breaks. One that asks for what is missing or wrong is not judged. */
export function brokenRules(frame: Frame, written: string | undefined): BrokenRule[] {
  const { rules } = frame.loop.loop;
  if (rules.length === 0) return [];
  const value = frame.value();
  const about = {
    written,
    tally: 0,
    tallyOf: (tally: Tally) => frame.tallyOf(tally),
    around: <Value>(of: Segment<Value> | Loop<Value>) => {
      const found = frame.owner && partFrom(frame.owner, of);
      return (found && withDoubts(found)) as Value | undefined;
    },
  };
  if (!frame.hasDoubts && approvalOf(frame.loop)(value, about, frame)) return [];
  const broken: BrokenRule[] = [];
  const remedies = new Remedies(frame);
  for (const rule of rules) {
    if (!isGiven(rule.given, value)) continue;
    about.tally = rule.tally === undefined ? 0 : totalOf([rule.tally].flat(), frame);
    if (Number.isNaN(about.tally)) continue;
    if (frame.hasDoubts || !holds(rule, value, about)) judge(rule, frame, about, remedies, broken);
  }
  return broken;
}

/** Whether a rule holds of what was read, whatever is wrong with that: most do, and to ask a value with doubts takes longer. */
function holds(rule: Rule<unknown>, value: object, about: LoopRuleAbout): boolean {
  try {
    return 'faults' in rule ? Array.from(rule.faults(value, about)).length === 0 : rule.holds(value, about);
  } catch {
    return false;
  }
}

function judge(
  rule: Rule<unknown>,
  frame: Frame,
  about: LoopRuleAbout,
  remedies: Remedies,
  broken: BrokenRule[],
): void {
  const value = withDoubts(frame.value());
  try {
    if ('faults' in rule) {
      for (const fault of rule.faults(value, about)) broken.push(atSegment(rule, frame, fault, remedies));
    } else if (!rule.holds(value, about)) broken.push(atPart(rule, frame, remedies));
  } catch (error) {
    if (error === inDoubt) return;
    // A rule may rely on a value's type, which only a value without issues is sure to have.
    for (let open: Frame | undefined = frame; open; open = open.owner) if (open.faulty) return;
    throw error;
  }
}

function atSegment(rule: FindingRule<unknown>, frame: Frame, [found, path, by]: Fault, remedies: Remedies): BrokenRule {
  const segment = withoutDoubts(found);
  const standing = standingOf(segment, frame);
  const mark = standing?.mark ?? frame.start;
  const loop = standing ? standing.loop : loopId(frame.loop);
  const position = standing && path !== undefined ? findElement(standing.segment, path) : undefined;
  const remedy = remedies.of(rule, spotOf(mark, loop, position), segment, path);
  const trigger = by && spotOfTrigger(by, frame);
  return {
    rule,
    mark,
    loop,
    position,
    remedy: remedy && trigger ? { ...remedy, trigger } : remedy,
    message: sentence(rule.says),
  };
}

function spotOfTrigger([found, path]: readonly [object, string?], frame: Frame): Spot | undefined {
  const standing = standingOf(withoutDoubts(found), frame);
  return (
    standing &&
    spotOf(standing.mark, standing.loop, path === undefined ? undefined : findElement(standing.segment, path))
  );
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
