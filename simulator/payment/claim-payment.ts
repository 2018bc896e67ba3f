import type { ClaimPaymentLoop, ServicePaymentLoop } from '../../shared/guides/remittance-835/index.ts';
import { type Cents, sumCents } from '../../shared/money.ts';
import { type AdjudicatedLine, type Adjustment, adjusted } from '../adjudication/line.ts';
import type { ClaimRecord } from '../records.ts';
import type { ClaimPayment, PaidLine } from './settlement.ts';

type ClaimFilingCode = ClaimPaymentLoop['claim']['claimFilingCode'];

/** CLP06 for SBR09, where the two lists differ. */
const claimFilingCodes: Readonly<Record<string, ClaimFilingCode>> = {
  '12': '12',
  '13': '13',
  '14': '14',
  '15': '15',
  '16': '16',
  '17': '17',
  AM: 'AM',
  BL: '12',
  CH: 'CH',
  CI: '12',
  DS: 'DS',
  HM: 'HM',
  LM: 'LM',
  MA: 'MA',
  MB: 'MB',
  MC: 'MC',
  OF: 'OF',
  TV: 'TV',
  VA: 'VA',
  WC: 'WC',
};

/** One CLP with all that belongs to it. */
export function claimPayment(payment: ClaimPayment): ClaimPaymentLoop {
  const { claim, payerClaimControlNumber, status, lines, remarks, corrects } = payment;
  const sum = (amountOf: (line: AdjudicatedLine) => Cents) =>
    sumCents(lines.map(({ adjudicated }) => amountOf(adjudicated)));
  const patientResponsibility = sum((line) => adjusted(line, 'PR'));
  const allowed = sum((line) => line.allowed);
  return {
    claim: {
      patientControlNumber: claim.patientControlNumber,
      status,
      totalCharge: sum((line) => line.charge),
      paid: sum((line) => line.paid),
      // A reversal says nothing of it.
      ...(patientResponsibility > 0 && { patientResponsibility }),
      claimFilingCode: claimFilingCodes[claim.claimFilingCode ?? ''] ?? 'ZZ',
      payerClaimControlNumber,
      placeOfServiceCode: claim.placeOfServiceCode,
      claimFrequencyCode: claim.claimFrequencyCode,
    },
    adjustments: [],
    ...partiesOf(claim),
    ...(remarks.length > 0 && { outpatientAdjudication: { remarks: [...new Set(remarks)].slice(0, 5) } }),
    references: corrects === undefined ? [] : [{ qualifier: 'F8', id: corrects }],
    renderingProviderIds: [],
    statementDates: [
      { qualifier: '232', date: claim.serviceFrom },
      { qualifier: '233', date: claim.serviceTo },
    ],
    receivedDate: { qualifier: '050', date: claim.receivedOn },
    contacts: [],
    amounts: allowed > 0 ? [{ qualifier: 'AU', amount: allowed }] : [],
    quantities: [],
    serviceLines: lines.map(servicePayment),
  };
}

function partiesOf(claim: ClaimRecord): Pick<ClaimPaymentLoop, 'patient' | 'insured' | 'serviceProvider'> {
  const { dependent, subscriber, memberId, rendering, payee } = claim;
  const { type: _, ...patient } = dependent ?? subscriber;
  return {
    patient: { entity: 'QC', type: '1', ...patient, idQualifier: 'MI', id: memberId },
    ...(dependent && { insured: { entity: 'IL', ...subscriber, idQualifier: 'MI', id: memberId } }),
    ...(rendering && rendering.npi !== payee.npi && { serviceProvider: serviceProvider(rendering) }),
  };
}

function serviceProvider({
  npi,
  ...name
}: NonNullable<ClaimRecord['rendering']>): ClaimPaymentLoop['serviceProvider'] & object {
  return { entity: '82', ...name, idQualifier: 'XX', id: npi };
}

function servicePayment({ billed, adjudicated }: PaidLine): ServicePaymentLoop {
  const { procedureQualifier, procedureCode, procedureModifiers, units, providerControlNumber } = billed;
  const { charge, paid, allowed, adjustments, remarks } = adjudicated;
  const { serviceFrom, serviceTo } = billed;
  return {
    service: {
      procedure: { qualifier: procedureQualifier, code: procedureCode, modifiers: [...procedureModifiers] },
      charge,
      paid,
      unitsPaid: units,
    },
    dates:
      serviceFrom === serviceTo
        ? [{ qualifier: '472', date: serviceFrom }]
        : [
            { qualifier: '150', date: serviceFrom },
            { qualifier: '151', date: serviceTo },
          ],
    adjustments: byGroup(adjustments),
    references: [],
    ...(providerControlNumber !== undefined && {
      providerControlNumber: { qualifier: '6R', id: providerControlNumber },
    }),
    renderingProviderIds: [],
    policies: [],
    amounts: allowed > 0 ? [{ qualifier: 'B6', amount: allowed }] : [],
    quantities: [],
    remarks: remarks.map((code) => ({ list: 'HE', code })),
  };
}

function byGroup(adjustments: readonly Adjustment[]): ServicePaymentLoop['adjustments'] {
  const groups = Map.groupBy(adjustments, ({ group }) => group);
  return Array.from(groups, ([group, ofGroup]) => ({
    group,
    adjustments: ofGroup.map(({ reason, amount }) => ({ reason, amount })),
  }));
}
