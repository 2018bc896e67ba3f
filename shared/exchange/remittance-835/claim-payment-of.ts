import type { ClaimPaymentLoop, ServicePaymentLoop } from '../../guides/remittance-835/index.ts';
import { zeroCents } from '../../money.ts';
import {
  type Adjustment,
  type AdjustmentGroup,
  type ClaimPayment,
  type LinePayment,
  withProtectedShares,
} from '../../remittance/index.ts';
import { isoDate } from '../dates.ts';
import type { Loose } from '../loose.ts';
import type { Needs } from './needs.ts';

/** One CLP occurrence (loop 2100); `ordinal` is its place in the transaction set. */
export function claimPaymentOf(loop: Loose<ClaimPaymentLoop>, ordinal: number, needs: Needs): ClaimPayment {
  const { claim = {}, adjustments = [], serviceLines = [] } = loop;
  const { payerClaimControlNumber } = claim;
  const which = `claim ${ordinal}`;
  return withProtectedShares({
    ordinal,
    patientControlNumber: needs.text(`the patient control number (CLP01) of ${which}`, claim.patientControlNumber),
    statusCode: needs.text(`the status (CLP02) of ${which}`, claim.status),
    charge: needs.money(`the charge (CLP03) of ${which}`, claim.totalCharge),
    paid: needs.money(`the payment (CLP04) of ${which}`, claim.paid),
    patientResponsibility: claim.patientResponsibility ?? zeroCents,
    ...(payerClaimControlNumber && { payerClaimControlNumber }),
    adjustments: adjustmentsOf(adjustments, which, needs),
    remarkCodes: claimRemarks(loop),
    serviceLines: serviceLines.map((line, index) => ({
      ...linePaymentOf(line, `line ${index + 1} of ${which}`, needs),
      ...bundling(line, serviceLines),
    })),
  });
}

/**
 * Procedures that were billed apart and adjudicated as one: each has that one as its own, and the charges of all stand in excess of
 * the charge (94) of the one that is paid (835, procedure code bundling).
 */
function bundling({ service }: ServiceLine, lines: readonly ServiceLine[]): Pick<LinePayment, 'bundledInto'> {
  const into = service?.procedure?.code;
  if (into === undefined || service?.billedProcedure === undefined || service.paid !== 0) return {};
  const isMovedThere = lines.some(
    (other) => other.service?.procedure?.code === into && other.service.paid !== 0 && hasExcess(other),
  );
  return isMovedThere ? { bundledInto: into } : {};
}

function hasExcess({ adjustments = [] }: ServiceLine): boolean {
  return adjustments.some(({ adjustments: each = [] }) => each.some(({ reason }) => reason === '94'));
}

function claimRemarks({ inpatientAdjudication, outpatientAdjudication }: Loose<ClaimPaymentLoop>): string[] {
  const { remark, moreRemarks = [] } = inpatientAdjudication ?? {};
  return [...(outpatientAdjudication?.remarks ?? []), ...(remark ? [remark] : []), ...moreRemarks];
}

function linePaymentOf(line: ServiceLine, which: string, needs: Needs): LinePayment {
  const { service = {}, dates = [], adjustments = [], amounts = [], remarks = [] } = line;
  // What was billed tells the line; what it was adjudicated as is said only when the payer changed it.
  const procedure = service.billedProcedure ?? service.procedure ?? {};
  const serviceDate = isoDate(
    ['472', '150'].flatMap((wanted) => dates.filter(({ qualifier }) => qualifier === wanted))[0]?.date,
  );
  const allowed = amounts.find(({ qualifier }) => qualifier === 'B6')?.amount;
  const providerControlNumber = line.providerControlNumber?.id;
  return {
    ...(providerControlNumber && { providerControlNumber }),
    procedureCode: procedure.code ?? '',
    procedureModifiers: procedure.modifiers ?? [],
    ...(serviceDate && { serviceDate }),
    charge: needs.money(`the charge (SVC02) of ${which}`, service.charge),
    paid: needs.money(`the payment (SVC03) of ${which}`, service.paid),
    ...(allowed !== undefined && { allowed }),
    ...(service.unitsPaid !== undefined && { units: service.unitsPaid }),
    adjustments: adjustmentsOf(adjustments, which, needs),
    remarkCodes: remarks.flatMap(({ list, code }) => (list === 'HE' && code ? [code] : [])),
  };
}

type ServiceLine = Loose<ServicePaymentLoop>;
type CasSegment = Loose<ClaimPaymentLoop['adjustments'][number]>;

function adjustmentsOf(segments: readonly CasSegment[], which: string, needs: Needs): Adjustment[] {
  return segments.flatMap(({ group, adjustments = [] }) =>
    adjustments.map(({ reason, amount }) => ({
      group: groupOf(group),
      reasonCode: needs.text(`the reason of an adjustment (CAS) of ${which}`, reason),
      amount: needs.money(`the amount of an adjustment (CAS) of ${which}`, amount),
    })),
  );
}

const groups: readonly string[] = ['CO', 'PR', 'OA', 'PI'] satisfies AdjustmentGroup[];

/** A group that the guide does not have shifts no liability: other. The reader has noted it. */
function groupOf(code: string | undefined): AdjustmentGroup {
  return groups.includes(code ?? '') ? (code as AdjustmentGroup) : 'OA';
}
