import type { ServiceLine } from '../../claims/index.ts';
import type { ServiceLineLoop } from '../../guides/claim-837p/index.ts';
import { zeroCents } from '../../money.ts';
import { isoPeriod } from '../dates.ts';
import type { Loose } from '../loose.ts';
import { providerOf } from './project-parties.ts';

/** One service line (loop 2400) as the domain knows it. */
export function serviceLineOf(line: Loose<ServiceLineLoop>): ServiceLine {
  const { procedure = {}, charge, unitType, units, placeOfServiceCode, diagnosisPointers } = line.service ?? {};
  const { from, to } = isoPeriod(line.serviceDate?.format, line.serviceDate?.date);
  const providerControlNumber = line.providerControlNumber?.id;
  const renderingProvider = providerOf(line.renderingProvider);
  return {
    ...(providerControlNumber && { providerControlNumber }),
    serviceDate: from ?? '',
    ...(to && { serviceDateEnd: to }),
    procedureQualifier: procedure.qualifier ?? '',
    procedureCode: procedure.code ?? '',
    procedureModifiers: procedure.modifiers ?? [],
    // The issue that says why it could not be read holds the claim.
    charge: charge ?? zeroCents,
    unitCode: unitType ?? '',
    units: units ?? 0,
    ...(placeOfServiceCode && { placeOfServiceCode }),
    diagnosisCodePointers: diagnosisPointers?.pointers ?? [],
    ...(renderingProvider && { renderingProvider }),
  };
}
