import { countryAbroad } from '../claims/claim.ts';
import { billedServiceKey, isMarkedAsRepeat } from './billed-service.ts';
import type { Edit } from './edit.ts';
import { linesOf } from './parts-of-claim.ts';

const replacesAnother = (frequencyCode: string) => frequencyCode === '7' || frequencyCode === '8';

export const claimEdits: readonly Edit[] = [
  {
    code: 'frequency-code-unknown',
    severity: 'error',
    sentence:
      'Only the frequency codes 1 (original), 7 (replacement) and 8 (void) are handled: correct claimFrequencyCode, or release the claim to send it as an original with the code that it came with.',
    check: ({ claimFrequencyCode }) =>
      ['1', '7', '8'].includes(claimFrequencyCode) ? [] : [{ field: 'claimFrequencyCode' }],
  },
  {
    code: 'payer-claim-control-number-missing',
    severity: 'error',
    sentence:
      "A replacement or void names the payer's number of the claim it replaces: fill in payerClaimControlNumber from the remittance.",
    check: ({ claimFrequencyCode, payerClaimControlNumber }) =>
      replacesAnother(claimFrequencyCode) && !payerClaimControlNumber?.trim()
        ? [{ field: 'payerClaimControlNumber' }]
        : [],
  },
  {
    code: 'payer-claim-control-number-of-another',
    severity: 'error',
    sentence:
      'The claim that this replacement or void names is of another patient: correct payerClaimControlNumber, or the patient. Released, it is sent as it is, and the charge of the claim that it names stands.',
    check: ({ claimFrequencyCode }, { namedOfAnother }) =>
      replacesAnother(claimFrequencyCode) && namedOfAnother !== undefined
        ? [{ field: 'payerClaimControlNumber', detail: `That claim is ${namedOfAnother}.` }]
        : [],
  },
  {
    code: 'payer-not-configured',
    severity: 'warning',
    sentence: 'The payer is not in the configuration: correct its id, or add the payer.',
    check: (_claim, { payerNotConfigured }) => {
      if (payerNotConfigured === undefined) return [];
      const { near } = payerNotConfigured;
      return [{ field: 'payer.payerId', ...(near && { detail: `The configuration has ${near}.` }) }];
    },
  },
  {
    code: 'payers-before-unknown',
    severity: 'error',
    sentence:
      'A claim to a payer that does not pay first tells what those before it have paid, which no encounter can: send it as an 837P (loop 2320) and withdraw this one, or correct which place this payer has. Released, it is sent without.',
    check: ({ payer }, { tellsOtherPayers = true }) =>
      tellsOtherPayers || !/^[A-HST]$/.test(payer.responsibility) ? [] : [{ field: 'payer.responsibility' }],
  },
  {
    code: 'service-line-repeated',
    severity: 'error',
    sentence:
      'The same service stands on the claim twice: remove one, raise the units of the other, or add modifier 76, 77, 91, 59 or X{EPSU}.',
    check: (claim, { drugs = [] }) => {
      // Lines of one code with other units or charges are other drugs or supplies; an 837 may tell so itself.
      const keys = claim.serviceLines.map((line, index) =>
        [billedServiceKey(claim, line), line.units, line.charge, drugs[index]].join(' '),
      );
      return linesOf(claim)
        .filter(({ value }, index) => keys.indexOf(keys[index] ?? '') < index && !isMarkedAsRepeat(value))
        .map(({ field, where }) => ({ field, where }));
    },
  },
  {
    code: 'service-already-billed',
    severity: 'error',
    sentence:
      'Another claim already bills this service: add modifier 76, 77, 91, 59 or X{EPSU} if it was done again; if not, withdraw this claim, or remove the line. Further units of one day, as of a code billed by time, go on the other claim: raise its units.',
    check: (claim, { alreadyBilled }) =>
      linesOf(claim).flatMap(({ field, where, value }) => {
        const other = alreadyBilled?.get(billedServiceKey(claim, value));
        if (other === undefined || replacesAnother(claim.claimFrequencyCode) || isMarkedAsRepeat(value)) return [];
        return [{ field: `${field}.procedureModifiers`, where, detail: `The other claim is ${other}.` }];
      }),
  },
  {
    code: 'accident-date-missing',
    severity: 'error',
    sentence: 'An accident needs its date: fill in accident.date.',
    check: ({ accident }) =>
      accident?.causes.some((cause) => cause === 'AA' || cause === 'OA') && accident.date === undefined
        ? [{ field: 'accident.date' }]
        : [],
  },
  {
    code: 'accident-state-missing',
    severity: 'error',
    sentence:
      'An auto accident needs the state it happened in: fill in accident.state, or accident.country where it happened abroad.',
    check: ({ accident }) =>
      accident?.causes.includes('AA') && accident.state === undefined && countryAbroad(accident) === undefined
        ? [{ field: 'accident.state' }]
        : [],
  },
];
