import {
  an,
  each,
  el,
  externalCode,
  guide,
  id,
  loop,
  one,
  opt,
  readFile,
  required,
  segment,
  use,
  whole,
} from '../../shared/x12/index.ts';

// Segments are their elements in order. The names are yours, and become the names of the value.
const AK1 = segment('AK1', [
  el('functionalId', externalCode(2, 2)),
  el('controlNumber', whole(1, 9)),
  opt('version', an(1, 12)),
]);
const AK2 = segment('AK2', [el('set', externalCode(3, 3)), el('controlNumber', an(4, 9))]);
const AK5 = segment('AK5', [el('code', id('A', 'E', 'M', 'R', 'W', 'X'))]);
const AK9 = segment('AK9', [
  el('code', id('A', 'E', 'M', 'P', 'R', 'W', 'X')),
  el('included', whole(1, 6)),
  el('received', whole(1, 6)),
  el('accepted', whole(1, 6)),
]);

// Loops are their parts in order; rules say what is right, in the words that whoever breaks them reads.
const transaction = loop('AK2', { set: one(AK2), result: one(AK5) });
const about = {
  set: '997',
  functionalId: 'FA',
  version: '005010',
  reads: ['005010'],
  name: 'Functional acknowledgement',
  omitsReference: true,
};
const parts = { group: one(AK1), transactions: each(transaction), result: one(AK9) };
const functional997 = guide(about, parts, {
  says: 'no more transaction sets are accepted than were received',
  at: 'result',
  element: 'accepted',
  level: 'balance',
  holds: ({ result }) => result.accepted <= result.received,
});

// A later version is what it changes: here AK103 becomes required.
const errata997 = guide(
  { ...about, version: '005010E1', reads: ['005010E1'] },
  { ...parts, group: one(use(AK1, { version: required })) },
  ...functional997.rules,
);

const file = [
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*0815*^*00501*000000101*0*T*:',
  'GS*FA*SENDER*RECEIVER*20260302*0815*7*X*005010',
  ...['ST*997*0001', 'AK1*HC*12', 'AK2*837*0001', 'AK5*A', 'AK9*A*1*1*2', 'SE*6*0001'],
  'GE*1*7',
  'IEA*1*000000101~',
].join('~');
for (const text of [file, file.replace('*005010~', '*005010E1~')]) {
  for (const { message } of readFile(text, [functional997, errata997]).issues) console.log(message);
}
