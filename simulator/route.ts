import type { Interchange, InterchangeAcknowledgement } from '../shared/x12/index.ts';
import type { Route } from './records.ts';

/** What came as an identifier may hold anything; what is said of it must not hold a delimiter. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9 ._&/-]/g, '');
}

function groupParty(text: string | undefined, otherwise: string): string {
  const party = plain(text || otherwise).slice(0, 15);
  return party.trim().length < 2 ? 'UNKNOWN' : party;
}

/** The way back: to the group's sender from its receiver, in the delimiters of what came. */
export function routeOf({ header, delimiters, groups: [group] }: Interchange): Route {
  const { senderQualifier, sender, receiverQualifier, receiver, usage } = header;
  const { element, repetition, component, segment } = delimiters;
  return {
    senderQualifier: plain(senderQualifier).slice(0, 2),
    sender: plain(sender).slice(0, 15),
    receiverQualifier: plain(receiverQualifier).slice(0, 2),
    receiver: plain(receiver).slice(0, 15),
    groupSender: groupParty(group?.header.sender, sender),
    groupReceiver: groupParty(group?.header.receiver, receiver),
    usage: plain(usage).slice(0, 1),
    delimiters: { element, repetition, component, segment },
  };
}

/** The note on an interchange, its numbers in the form that a TA1 has them in. */
export function writableNote(note: InterchangeAcknowledgement): InterchangeAcknowledgement {
  const digits = (text: string, count: number) => text.replace(/\D/g, '').padStart(count, '0').slice(-count);
  const { controlNumber, date, time } = note;
  return { ...note, controlNumber: digits(controlNumber, 9), date: digits(date, 6), time: digits(time, 4) };
}
