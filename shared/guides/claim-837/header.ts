import { loop, notUsed, one, required, some, use } from '../../x12/notation.ts';
import { BHT, NM1 } from '../segments/index.ts';
import { contact } from './uses.ts';

export const beginning = use(BHT, {
  structure: '0019',
  purpose: ['00', '18'],
  reference: required,
  date: required,
  time: required,
  type: ['31', 'CH', 'RP'],
});

export const submitterLoop = loop('1000A', {
  name: one(
    use(NM1, { entity: '41', type: ['1', '2'], last: required, suffix: notUsed, idQualifier: '46', id: required }),
  ),
  contacts: some(2, contact),
});

export const receiverLoop = loop('1000B', {
  name: one(
    use(NM1, {
      entity: '40',
      type: '2',
      last: required,
      first: notUsed,
      middle: notUsed,
      suffix: notUsed,
      idQualifier: '46',
      id: required,
    }),
  ),
});
