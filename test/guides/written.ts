import { type Delimiters, type Guide, write } from '../../shared/x12/index.ts';

const header = {
  authorizationQualifier: '00',
  authorization: '',
  securityQualifier: '00',
  security: '',
  senderQualifier: 'ZZ',
  sender: 'SENDER',
  receiverQualifier: 'ZZ',
  receiver: 'RECEIVER',
  date: '260302',
  time: '0815',
  repetition: '^',
  version: '00501',
  controlNumber: '000000101',
  acknowledgementRequested: '0',
  usage: 'T',
  component: ':',
};

/** A whole interchange with one transaction set. */
export function written(guide: Guide, value: unknown, delimiters: Partial<Delimiters> = {}): string {
  const group = {
    functionalId: guide.functionalId,
    sender: 'SENDER',
    receiver: 'RECEIVER',
    date: '20260302',
    time: '0815',
    controlNumber: '7',
    agency: 'X',
    version: guide.version,
  };
  const transactions = [{ guide, controlNumber: '0001', value }];
  const { repetition = header.repetition, component = header.component } = delimiters;
  return write({ header: { ...header, repetition, component }, delimiters, groups: [{ header: group, transactions }] });
}
