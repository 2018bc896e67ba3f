import type { Fault } from '../../x12/notation.ts';
import { isOutpatientHospital } from './bill-type.ts';
import type { ClaimRule } from './claim-parts.ts';

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
  {
    says: 'service lines are numbered from 1 without gaps',
    level: 'situation',
    faults: ({ serviceLines }) => {
      const first = serviceLines.find(({ lineNumber }, index) => lineNumber.number !== index + 1);
      return first ? [[first.lineNumber, 'number']] : [];
    },
  },
  {
    says: 'no two lines of a claim have the same control number',
    level: 'situation',
    faults: ({ serviceLines }) => {
      const seen = new Set<string>();
      return serviceLines.flatMap(({ providerControlNumber }): Fault[] => {
        if (!providerControlNumber) return [];
        if (seen.has(providerControlNumber.id)) return [[providerControlNumber, 'id']];
        seen.add(providerControlNumber.id);
        return [];
      });
    },
  },
];
