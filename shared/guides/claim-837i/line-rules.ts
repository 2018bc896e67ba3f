import type { Fault } from '../../x12/notation.ts';
import { referencesToOtherPayers } from '../claim-837/references-to-payers.ts';
import { isOutpatientHospital } from './bill-type.ts';
import type { ClaimLoop, ClaimRule } from './claim-parts.ts';

/**
 * Revenue whose services all have HCPCS codes: laboratory, pathology, imaging, therapy, emergency room, cardiology, clinic, drugs
 * that need detailed coding, and diagnostic tests.
 */
const isCodedInHcpcs = (revenueCode: string) =>
  /^0(?:3[0-2]|35|40|4[2-5]|48|51|61|7[34]|92)/.test(revenueCode) || revenueCode === '0636';

export const lineRules: readonly ClaimRule[] = [
  {
    says: 'an outpatient service of this revenue code is told by its HCPCS code',
    level: 'situation',
    faults: (claim) =>
      isOutpatientHospital(claim)
        ? claim.serviceLines.flatMap(({ service }): Fault[] =>
            service.procedure || !isCodedInHcpcs(service.revenueCode) ? [] : [[service, 'procedure']],
          )
        : [],
  },
  referencesToOtherPayers<ClaimLoop>(({ serviceLines }) =>
    serviceLines
      .flatMap((line) => [
        line.operatingPhysician,
        line.otherOperatingPhysician,
        line.renderingProvider,
        line.referringProvider,
      ])
      .flatMap((provider) => provider?.secondaryIds ?? []),
  ),
];
