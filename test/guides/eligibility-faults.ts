import type { Change } from './guide-faults.ts';

/** What can be wrong with the subscriber of an inquiry and of its answer alike. */
export const faultsOfSubscriber: [fault: string, change: Change, expected: string[]][] = [
  ['a state without ZIP code', ['N4*EXAMPLETON', 'N4*EXAMPLETON*MO'], ['rule-broken at 2100C/N403']],
  [
    'a country that is the United States',
    ['N4*EXAMPLETON', 'N4*EXAMPLETON*MO*64108*US'],
    ['rule-broken at 2100C/N404'],
  ],
  ['a city alone', ['N4*EXAMPLETON', 'N4*EXAMPLETON'], ['rule-broken at 2100C/N402', 'rule-broken at 2100C/N403']],
  ['a diagnosis with its point', ['HI*ABK', 'HI*ABK:E11.9*ABF:I10'], ['rule-broken at 2100C/HI01-2']],
  ['a diagnosis told as ICD-9', ['HI*ABK', 'HI*BK:E119*ABF:I10'], ['rule-broken at 2100C/HI01-1']],
  ['another diagnosis told as ICD-9', ['HI*ABK', 'HI*ABK:E119*BF:I10'], ['rule-broken at 2100C/HI02-1']],
];
