import { encodeText, type Guide, type InterchangeAcknowledgement, write } from '../../shared/x12/index.ts';
import { dayOf, type Instant, timeOf } from '../calendar.ts';
import { derive } from '../choice.ts';
import { keys } from '../keys.ts';
import type { Outgoing, Route } from '../records.ts';
import { writableNote } from '../route.ts';
import type { Work } from '../work.ts';

/** The number of the simulator's next interchange. Work is done in the order of its due time, so restarts change none. */
export async function nextControlNumber(work: Work): Promise<number> {
  const number = (await work.get<number>(keys.nextControlNumber)) ?? 1;
  work.put(keys.nextControlNumber, number + 1);
  // Two processes that work at once can't both have the number.
  work.putIfAbsent(keys.controlNumber(number), 0);
  return number;
}

interface Answers<Value> {
  readonly route: Route;
  readonly moment: Date;
  readonly controlNumber: number;
  readonly interchange?: readonly InterchangeAcknowledgement[];
  readonly guide: Guide<Value>;
  readonly transactions: readonly Value[];
}

/** Transaction sets of one guide on the way back to whom they answer. */
export function writeAnswers<Value>(answers: Answers<Value>): string {
  const { route, moment, controlNumber, interchange = [], guide, transactions } = answers;
  const { functionalId, version } = guide;
  const day = dayOf(moment);
  const time = timeOf(moment);
  return write({
    header: {
      authorizationQualifier: '00',
      authorization: '',
      securityQualifier: '00',
      security: '',
      senderQualifier: route.receiverQualifier,
      sender: route.receiver,
      receiverQualifier: route.senderQualifier,
      receiver: route.sender,
      date: day.slice(2),
      time,
      // A letter means that nothing separates repetitions.
      repetition: route.delimiters.repetition || 'U',
      version: '00501',
      controlNumber: String(controlNumber).padStart(9, '0'),
      acknowledgementRequested: '0',
      usage: route.usage,
      component: route.delimiters.component,
    },
    delimiters: route.delimiters,
    acknowledgements: interchange.map(writableNote),
    groups:
      transactions.length === 0
        ? []
        : [
            {
              header: {
                functionalId,
                sender: route.groupReceiver,
                receiver: route.groupSender,
                date: day,
                time,
                controlNumber: String(controlNumber),
                agency: 'X',
                version,
              },
              transactions: transactions.map((value, index) => ({
                guide,
                controlNumber: String(index + 1).padStart(4, '0'),
                value,
              })),
            },
          ],
  });
}

/** Puts a file out to be collected from a moment on. Its name says what it is, of which day and, in short, what it holds. */
export function offer(work: Work, kind: string, available: Instant, text: string): string {
  const bytes = encodeText(text);
  const name = `${kind}-${dayOf(new Date(available))}-${derive(12, bytes)}.edi`;
  offerAs(work, name, available, bytes);
  return name;
}

export function offerAs(work: Work, name: string, available: Instant, bytes: Uint8Array): void {
  work.putFile(name, bytes);
  const outgoing: Outgoing = { name, available };
  work.put(keys.outgoing(available, name), outgoing);
  work.put(keys.offered(name), outgoing);
}
