import type { Delimiters } from './delimiters.ts';
import type { Issue } from './issue.ts';
import type { Guide } from './notation.ts';

/** ISA. Texts as in the file; the padding of the fixed-length ones is taken off and put on again. */
export interface InterchangeHeader {
  readonly authorizationQualifier: string;
  readonly authorization: string;
  readonly securityQualifier: string;
  readonly security: string;
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  /** YYMMDD */
  readonly date: string;
  /** HHMM */
  readonly time: string;
  readonly repetition: string;
  readonly version: string;
  /** Nine digits. */
  readonly controlNumber: string;
  readonly acknowledgementRequested: string;
  /** `T` test or `P` production. */
  readonly usage: string;
  readonly component: string;
}

/** GS */
export interface GroupHeader {
  readonly functionalId: string;
  readonly sender: string;
  readonly receiver: string;
  /** CCYYMMDD */
  readonly date: string;
  readonly time: string;
  readonly controlNumber: string;
  readonly agency: string;
  readonly version: string;
}

/** TA1: what became of an interchange that the other side received. */
export interface InterchangeAcknowledgement {
  readonly controlNumber: string;
  readonly date: string;
  readonly time: string;
  /** `A` accepted, `E` accepted with errors, `R` rejected. */
  readonly code: 'A' | 'E' | 'R';
  readonly note: string;
}

/** What was read where something is wrong: anything may be absent. */
export type Draft<Value> = unknown extends Value
  ? unknown
  : Value extends string | number | undefined
    ? Value
    : Value extends readonly (infer Member)[]
      ? Draft<Member>[]
      : { [Key in keyof Value]?: Draft<Value[Key]> | undefined };

interface AnyTransaction {
  readonly set: string;
  readonly version: string;
  readonly controlNumber: string;
  readonly issues: Issue[];
}

/** A transaction set without issues: its value is of its guide's type. */
export interface CleanTransaction<Value = unknown> extends AnyTransaction {
  readonly clean: true;
  readonly guide: Guide<Value>;
  readonly value: Value;
}

/** A transaction set with issues. No value and no guide when none that was given reads it. */
export interface FaultyTransaction<Value = unknown> extends AnyTransaction {
  readonly clean: false;
  readonly guide: Guide<Value> | undefined;
  readonly value: Draft<Value> | undefined;
}

/** ST to SE. */
export type Transaction<Value = unknown> = CleanTransaction<Value> | FaultyTransaction<Value>;

/** GS to GE; `issues` are those of the two alone. */
export interface Group {
  readonly header: GroupHeader;
  readonly transactions: Transaction[];
  readonly issues: Issue[];
}

/** ISA to IEA; `issues` are those of the envelope alone. */
export interface Interchange {
  readonly header: InterchangeHeader;
  readonly delimiters: Delimiters;
  readonly acknowledgements: InterchangeAcknowledgement[];
  readonly groups: Group[];
  readonly issues: Issue[];
}
