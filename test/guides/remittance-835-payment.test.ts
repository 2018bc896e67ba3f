import { expect, test } from 'vitest';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { oneCheck835 } from './one-check-835.ts';

/** What breaks a rule of the guide, or only looks as if it did. Of the payment, and of who pays whom. */
const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'a payment that the claims do not sum to',
    [['BPR*', 'BPR*I*221.49*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR02'],
  ],
  [
    'a payment below zero',
    [['BPR*', 'BPR*I*-221.5*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR02'],
  ],
  [
    'information alone that is paid by ACH',
    [['BPR*', 'BPR*H*221.5*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR04'],
  ],
  ['a payment by no method', [['BPR*', 'BPR*I*221.5*C*NON************20260320']], ['rule-broken at BPR04']],
  ['a check', [['BPR*', 'BPR*I*221.5*C*CHK************20260320']], []],
  [
    'a check for nothing',
    [
      ['BPR*', 'BPR*I*0*C*CHK************20260320'],
      ['PLB*', 'PLB*1234567893*20261231*L6:NM-CCN-7*-10*WO:NM-CCN-1*181.5'],
    ],
    ['rule-broken at BPR02'],
  ],
  [
    'no payment',
    [
      ['BPR*', 'BPR*H*0*C*NON************20260320'],
      ['PLB*', 'PLB*1234567893*20261231*L6:NM-CCN-7*-10*WO:NM-CCN-1*181.5'],
    ],
    [],
  ],
  [
    'an electronic payment without format',
    [['BPR*', 'BPR*I*221.5*C*ACH**01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR05'],
  ],
  [
    'an electronic payment without originator',
    [['BPR*', 'BPR*I*221.5*C*ACH*CCP*01*071000013*DA*111222***01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR10'],
  ],
  [
    'an electronic payment to no account',
    [['BPR*', 'BPR*I*221.5*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039***20260320']],
    ['rule-broken at BPR14', 'rule-broken at BPR15'],
  ],
  [
    'an account number without its kind',
    [['BPR*', 'BPR*I*221.5*C*ACH*CCP*01*071000013*DA*111222*1999999999**01*071000039**333444*20260320']],
    ['rule-broken at BPR14'],
  ],
  [
    'a wire without format',
    [['BPR*', 'BPR*I*221.5*C*FWT**01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    [],
  ],
  [
    'a wire in a format of the clearing house',
    [['BPR*', 'BPR*I*221.5*C*FWT*CCP*01*071000013*DA*111222*1999999999**01*071000039*DA*333444*20260320']],
    ['rule-broken at BPR05'],
  ],
  ['a check to an account', [['BPR*', 'BPR*I*221.5*C*CHK********01*071000039***20260320']], ['rule-broken at BPR12']],
  ['a trace of another originator', [['TRN*', 'TRN*1*EFT-5501*1888888888']], ['rule-broken at TRN03']],
  [
    'a trace whose originator is no tax id',
    [
      ['BPR*', 'BPR*I*221.5*C*ACH*CCP*01*071000013*DA*111222*NM00000001**01*071000039*DA*333444*20260320'],
      ['TRN*', 'TRN*1*EFT-5501*NM00000001'],
    ],
    ['rule-broken at TRN03'],
  ],
  [
    'a trace that says more of another originator',
    [
      ['BPR*', 'BPR*I*221.5*C*ACH*CCP*01*071000013*DA*111222*1999999999*000000001*01*071000039*DA*333444*20260320'],
      ['TRN*', 'TRN*1*EFT-5501*1999999999*000000002'],
    ],
    ['rule-broken at TRN04'],
  ],
  ['no trace', [['TRN*']], ['segment-missing at TRN']],
  ['dollars as a foreign currency', [['REF*EV', 'CUR*PR*USD', 'REF*EV*HARBOR']], ['rule-broken at CUR02']],
  ['a production in the future', [['DTM*405', 'DTM*405*20260303']], ['rule-broken at DTM02']],
  [
    'no payer',
    [['N1*PR'], ['N3*1 INS'], ['N4*MADISON'], ['REF*2U'], ['PER*CX'], ['PER*BL'], ['PER*IC']],
    ['loop-missing at 1000A/N1'],
  ],
  ['a payer without state', [['N4*MADISON', 'N4*MADISON**537010000']], ['rule-broken at 1000A/N402']],
  ['no payee', [['N1*PE'], ['N3*PO'], ['N4*CHICAGO'], ['REF*TJ']], ['loop-missing at 1000B/N1']],
  [
    'a payee with a wrong NPI',
    [['N1*PE', 'N1*PE*HARBOR FAMILY PRACTICE*XX*1234567894']],
    ['rule-broken at 1000B/N104'],
  ],
  [
    'a payee with a tax id too short',
    [['N1*PE', 'N1*PE*HARBOR FAMILY PRACTICE*FI*36000001']],
    ['rule-broken at 1000B/N104'],
  ],
  ['a tax id of the payee with a hyphen', [['REF*TJ', 'REF*TJ*36-0000001']], ['rule-broken at 1000B/REF02']],
  ['claims under no header', [['LX*1']], ['segment-missing at 2000/LX']],
  [
    'a summary that counts other claims',
    [['LX*1', 'LX*1', 'TS3*1234567893*11*20261231*3*335.5']],
    ['rule-broken at 2000/TS304'],
  ],
  [
    'a summary that adds up other charges',
    [['LX*1', 'LX*1', 'TS3*1234567893*11*20261231*4*335.4']],
    ['rule-broken at 2000/TS305'],
  ],
  ['a summary', [['LX*1', 'LX*1', 'TS3*1234567893*11*20261231*4*335.5']], []],
];

test.each(faults)('the 835 judges %s', (_, changes, issues) => {
  expect(issuesOf(remittance835, changed(oneCheck835, ...changes)).map(pointed)).toEqual(issues);
});
