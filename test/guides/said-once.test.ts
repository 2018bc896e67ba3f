import { describe, expect, test } from 'vitest';
import { claim837i } from '../../shared/guides/claim-837i/index.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { readFile } from '../../shared/x12/index.ts';
import { elementMutants } from '../x12/generate/element-mutants.ts';
import { segmentMutants } from '../x12/generate/segment-mutants.ts';
import { enveloped, subjectOf } from '../x12/generate/subject.ts';
import { issueLines } from '../x12/issue-lines.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';
import { twoPayers837p } from './two-payers-837p.ts';
import { twoStays837i } from './two-stays-837i.ts';

/** One in so many mutants is read; all of them by hand, as `X12_EVERY=1 npx vitest run --testTimeout 0 test/guides/said-once.test.ts`. */
const every = Number(process.env['X12_EVERY'] ?? 12);

/** Faults after which nobody can tell what else is meant: where a segment belongs, or what it was cut off from. */
const isUntold = (kind: string) => /terminator inside|^segment (of|after|before)|without its first segment/.test(kind);

/** An element that is at fault, or a segment that is missing or too much, is told by the tables of the guide. */
describe.each([
  [claim837p.name, claim837p, twoPayers837p],
  [claim837i.name, claim837i, twoStays837i],
  [remittance835.name, remittance835, oneCheck835],
] as const)('%s', (_, guide, body) => {
  const value = readFile(inEnvelope(guide, body), [guide]).interchanges[0]?.groups[0]?.transactions[0]?.value;
  const subject = subjectOf(guide, value as Record<string, unknown>);

  test('no rule says once more, and otherwise, what the tables have said', () => {
    const complaints: string[] = [];
    let made = 0;
    for (const index of subject.lines.keys()) {
      for (const { kind, where, segments } of [...segmentMutants(subject, index), ...elementMutants(subject, index)]) {
        made++;
        if (made % every !== 0 || isUntold(kind)) continue;
        const { issues } = readFile(enveloped(guide, segments), [guide]);
        const isBroken = issues.some(({ code }) => code === 'rule-broken');
        if (isBroken && issues.some(({ code }) => code !== 'rule-broken'))
          complaints.push(`${kind} at ${where}: ${issueLines(issues).join(', ')}`);
      }
    }
    expect(made).toBeGreaterThan(1000);
    expect(complaints).toEqual([]);
  });
});
