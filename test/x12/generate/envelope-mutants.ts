import type { IssueCode } from '../../../shared/x12/index.ts';
import { enveloped, type Subject } from './subject.ts';

/** A file with one fault in its envelope: the segment and element at which it must be reported. */
export interface EnvelopeMutant {
  readonly kind: string;
  readonly text: string;
  readonly segmentId: string | undefined;
  readonly element: number | undefined;
  readonly codes: readonly IssueCode[];
}

type Row = readonly [kind: string, segment: string, element: number, text: string, at: string, ...codes: IssueCode[]];

const rows: readonly Row[] = [
  ['segments counted wrong', 'SE', 1, '1', 'SE 1', 'envelope-count'],
  ['no count of segments', 'SE', 1, '', 'SE 1', 'element-missing'],
  ['count that is no number', 'SE', 1, 'A', 'SE 1', 'element-invalid'],
  ['another number at the end of the set', 'SE', 2, '0009', 'SE 2', 'envelope-control-number'],
  ['another number at its beginning', 'ST', 2, '0009', 'SE 2', 'envelope-control-number'],
  ['number too short', 'ST', 2, '001', 'ST 2', 'element-too-short'],
  ['unknown transaction set', 'ST', 1, '998', 'ST 1', 'code-invalid'],
  ['transaction sets counted wrong', 'GE', 1, '2', 'GE 1', 'envelope-count'],
  ['another number at the end of the group', 'GE', 2, '9', 'GE 2', 'envelope-control-number'],
  ['another number at its beginning', 'GS', 6, '9', 'GE 2', 'envelope-control-number'],
  ['group of another kind', 'GS', 1, 'ZZ', 'GS 1', 'code-invalid'],
  ['no sender', 'GS', 2, '', 'GS 2', 'element-missing'],
  ['group on no day', 'GS', 4, '20260230', 'GS 4', 'date-invalid'],
  ['group at no time', 'GS', 5, '2460', 'GS 5', 'time-invalid'],
  ['agency', 'GS', 7, 'T', 'GS 7', 'code-invalid'],
  ['groups counted wrong', 'IEA', 1, '2', 'IEA 1', 'envelope-count'],
  ['another number at the end of the interchange', 'IEA', 2, '000000102', 'IEA 2', 'envelope-control-number'],
  ['another number at its beginning', 'ISA', 13, '000000102', 'IEA 2', 'envelope-control-number'],
  ['unknown authorization', 'ISA', 1, '01', 'ISA 1', 'code-invalid'],
  ['unknown security', 'ISA', 3, '02', 'ISA 3', 'code-invalid'],
  ['unknown kind of sender', 'ISA', 5, '99', 'ISA 5', 'code-invalid'],
  ['unknown kind of receiver', 'ISA', 7, '99', 'ISA 7', 'code-invalid'],
  ['number of letters', 'ISA', 13, '0000001AB', 'ISA 13', 'element-invalid'],
  ['interchange on no day', 'ISA', 9, '260230', 'ISA 9', 'date-invalid'],
  ['interchange at no time', 'ISA', 10, '2460', 'ISA 10', 'time-invalid'],
  ['interchange of another version', 'ISA', 12, '00401', 'ISA 12', 'version-unknown'],
  ['neither test nor production', 'ISA', 15, 'X', 'ISA 15', 'code-invalid'],
  ['acknowledgement of no kind', 'ISA', 14, '2', 'ISA 14', 'code-invalid'],
];

const noReference: Row = ['no version', 'ST', 3, '', 'ST 3', 'element-missing'];

const cut: readonly (readonly [string, string])[] = [
  ['transaction set without end', 'SE'],
  ['group without end', 'GE'],
  ['interchange without end', 'IEA'],
];

export function* envelopeMutants({ guide, segments }: Subject): Generator<EnvelopeMutant> {
  const lines = enveloped(guide, segments).split('~');
  const find = (id: string) => lines.findIndex((line) => line.startsWith(`${id}*`));
  for (const [kind, id, element, text, at, ...codes] of guide.omitsReference ? rows : [...rows, noReference]) {
    const line = lines[find(id)]?.split('*').with(element, text).join('*') ?? '';
    const [segmentId, ordinal] = at.split(' ');
    const changed = lines.with(find(id), line).join('~');
    yield {
      kind: `${id}: ${kind}`,
      text: changed,
      segmentId,
      element: ordinal === undefined ? undefined : Number(ordinal),
      codes,
    };
  }
  for (const [kind, id] of cut) {
    const text = lines.toSpliced(find(id), 1).join('~');
    yield { kind, text, segmentId: undefined, element: undefined, codes: ['envelope-cut-off'] };
  }
}
