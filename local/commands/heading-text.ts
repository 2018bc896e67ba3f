import type { ClaimHeading } from '../../shared/use-cases/claim-view.ts';

/** One line that tells a claim from others. */
export function headingText({ claimId, externalId, practiceId, status, payer, datesOfService }: ClaimHeading): string {
  const { from, to } = datesOfService;
  const days = from === to ? from : `${from} to ${to}`;
  return `${claimId}  ${status}  ${externalId} of ${practiceId}, ${payer.name} (${payer.payerId}), services ${days}`;
}
