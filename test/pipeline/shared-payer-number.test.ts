import { describe, test } from 'vitest';
import {
  closed,
  denial,
  in835,
  inCredit,
  more,
  paid,
  paidMore,
  plays,
  type Row,
  replaced,
  takeBack,
} from './play-claims.ts';

describe('a replacement to which the payer gives the number of the claim that it replaces', () => {
  test.each<Row>([
    [
      'is told to that claim when it is paid',
      [
        paid,
        [replaced, { A: closed }],
        [in835('ONE', '2026-06-01', ['B', more, { theirs: 'A' }]), { A: inCredit, B: paidMore }],
      ],
    ],
    [
      'is told nothing by an earlier one that is answered in part',
      [
        paid,
        [replaced, {}],
        [in835('ONE', '2026-06-01', ['B', more, { line: 0, theirs: 'A' }]), { B: { status: 'in-process' } }],
        [takeBack('7', 'C', 'SILENT7', 'A'), {}],
        [in835('TWO', '2026-06-02', ['C', denial, { theirs: 'A' }]), { C: { status: 'denied' } }],
        [in835('THREE', '2026-06-03', ['B', more, { line: 1, theirs: 'A' }]), { C: { status: 'denied' } }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});
