import type { TradingPartners } from '../claims/index.ts';
import { type GroupHeader, type Guide, type InterchangeHeader, write } from '../x12/index.ts';
import { inCapitals } from './characters.ts';
import { x12Date, x12Time } from './dates.ts';

/** Who sends a file to whom, its number and its time. */
export interface Sending {
  readonly tradingPartners: TradingPartners;
  /** ISA13 and GS06: from 1 to 999,999,999, never used twice between the same partners. */
  readonly controlNumber: number;
  /** ISO date and time; written as it stands, without a change of zone. */
  readonly at: string;
}

export interface OutgoingTransaction {
  readonly controlNumber: string;
  readonly value: unknown;
}

/** One interchange with one functional group of one guide's transaction sets. */
export function writeInterchange<Value>(
  sending: Sending,
  guide: Guide<Value>,
  transactions: readonly OutgoingTransaction[],
): string {
  return write({
    header: interchangeHeader(sending),
    groups: [
      {
        header: groupHeader(sending, guide),
        transactions: transactions.map((transaction) => ({ guide, ...transaction })),
      },
    ],
  });
}

/** ISA13: nine digits. */
export function interchangeControlNumber({ controlNumber }: Pick<Sending, 'controlNumber'>): string {
  if (!Number.isInteger(controlNumber) || controlNumber < 1 || controlNumber > 999_999_999) {
    throw new RangeError(`not an interchange control number: ${controlNumber}`);
  }
  return String(controlNumber).padStart(9, '0');
}

/** ST02: the transaction's place in its group. */
export function transactionControlNumber(ordinal: number): string {
  return String(ordinal).padStart(4, '0');
}

/** Loops 1000A and 1000B of claims. */
export function submitterAndReceiver({ submitter, receiver }: TradingPartners) {
  return {
    submitter: {
      name: { entity: '41', type: '2', last: inCapitals(submitter.name), idQualifier: '46', id: submitter.id },
      contacts: [
        {
          purpose: 'IC',
          name: inCapitals(submitter.name),
          qualifier1: 'TE',
          number1: submitter.phoneNumber.replace(/\D/g, ''),
        },
      ],
    },
    receiver: {
      name: { entity: '40', type: '2', last: inCapitals(receiver.name), idQualifier: '46', id: receiver.id },
    },
  };
}

function interchangeHeader(sending: Sending): InterchangeHeader {
  const { submitter, receiver, usage } = sending.tradingPartners;
  return {
    authorizationQualifier: '00',
    authorization: '',
    securityQualifier: '00',
    security: '',
    senderQualifier: 'ZZ',
    sender: submitter.id,
    receiverQualifier: 'ZZ',
    receiver: receiver.id,
    date: x12Date(sending.at).slice(2),
    time: x12Time(sending.at),
    repetition: '^',
    version: '00501',
    controlNumber: interchangeControlNumber(sending),
    // A TA1 is asked for: an interchange that cannot be opened is otherwise met with silence.
    acknowledgementRequested: '1',
    usage,
    component: ':',
  };
}

function groupHeader(sending: Sending, guide: Guide): GroupHeader {
  const { submitter, receiver } = sending.tradingPartners;
  return {
    functionalId: guide.functionalId,
    sender: submitter.id,
    receiver: receiver.id,
    date: x12Date(sending.at),
    time: x12Time(sending.at),
    controlNumber: String(sending.controlNumber),
    agency: 'X',
    version: guide.version,
  };
}
