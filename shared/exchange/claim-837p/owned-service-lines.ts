import { type Claim, type ServiceLine, saidRenderingProviderOfLine } from '../../claims/index.ts';
import type { ServiceLineLoop } from '../../guides/claim-837p/index.ts';
import { isSame } from '../canonical.ts';
import { x12Date } from '../dates.ts';
import { lineControlNumber } from '../line-control-number.ts';
import type { Loose } from '../loose.ts';
import { type Owned, overlay } from './overlay.ts';
import { providerLoop, specialty } from './party-loops.ts';
import { serviceLineOf } from './project-service-line.ts';

type Line = Loose<ServiceLineLoop>;

const ownedLine: readonly Owned<ServiceLine, Line>[] = [
  {
    of: ({ serviceDate, serviceDateEnd }) => ({ serviceDate, serviceDateEnd }),
    put: (line, { serviceDate, serviceDateEnd }) => {
      const isRange = serviceDateEnd !== undefined && serviceDateEnd !== serviceDate;
      const date = isRange ? `${x12Date(serviceDate)}-${x12Date(serviceDateEnd)}` : x12Date(serviceDate);
      return { ...line, serviceDate: { qualifier: '472', format: isRange ? 'RD8' : 'D8', date } };
    },
  },
  {
    of: ({ procedureQualifier, procedureCode, procedureModifiers }) => ({
      procedureQualifier,
      procedureCode,
      procedureModifiers,
    }),
    put: (line, { procedureQualifier, procedureCode, procedureModifiers }) => {
      const code = procedureCode;
      const { procedure } = line.service ?? {};
      return inService(line, {
        procedure: {
          // A description belongs to its code.
          ...(procedure?.code === code ? procedure : undefined),
          qualifier: procedureQualifier,
          code,
          modifiers: [...procedureModifiers],
        },
      });
    },
  },
  {
    of: ({ charge, unitCode, units }) => ({ charge, unitCode, units }),
    put: (line, { charge, unitCode, units }) => inService(line, { charge, unitType: unitCode, units }),
  },
  {
    of: (line) => line.placeOfServiceCode,
    put: (line, { placeOfServiceCode }) => inService(line, { placeOfServiceCode }),
  },
  {
    of: (line) => line.diagnosisCodePointers,
    put: (line, { diagnosisCodePointers }) =>
      inService(line, { diagnosisPointers: { pointers: [...diagnosisCodePointers] } }),
  },
  {
    of: (line) => line.renderingProvider,
    put: (line, { renderingProvider }) => ({
      ...line,
      renderingProvider: renderingProvider && {
        ...providerLoop(line.renderingProvider, '82', renderingProvider),
        specialty: specialty('PE', renderingProvider),
      },
    }),
  },
];

/** Loop 2400 of every line: LX and the line control number are ours, the rest what the claim and its source say. */
export function serviceLinesOf(claim: Claim, sourceLines: readonly Line[], patientControlNumber: string): Line[] {
  const saying = (line: ServiceLine): ServiceLine => {
    const { renderingProvider: _, ...rest } = line;
    const renderingProvider = saidRenderingProviderOfLine(line, claim);
    return { ...rest, ...(renderingProvider && { renderingProvider }) };
  };
  const pairs = pair(claim.serviceLines, sourceLines);
  return claim.serviceLines.map((line, index) => {
    const source = pairs[index];
    const before = source && saying(serviceLineOf(source));
    return {
      ...overlay(ownedLine, source ?? {}, before, saying(line)),
      lineNumber: { number: index + 1 },
      providerControlNumber: { qualifier: '6R', id: lineControlNumber(patientControlNumber, index + 1) },
    };
  });
}

/** The source's line of each line: the one at its place, or, once lines were added or removed, the one that says the same. */
function pair(lines: readonly ServiceLine[], sources: readonly Line[]): readonly (Line | undefined)[] {
  if (lines.length === sources.length) return sources;
  const free = sources.map((source) => ({ source, says: serviceLineOf(source) }));
  const take = (isIt: (says: ServiceLine) => boolean) => {
    const at = free.findIndex(({ says }) => isIt(says));
    return at < 0 ? undefined : free.splice(at, 1)[0]?.source;
  };
  const exact = lines.map((line) => take((says) => isSame(says, line)));
  return lines.map((line, index) => {
    const { providerControlNumber: number } = line;
    return exact[index] ?? take((says) => number !== undefined && says.providerControlNumber === number);
  });
}

/** The drug of each line that its source names (LIN03): the claim does not know it. */
export function drugsOf(lines: readonly ServiceLine[], sources: readonly Line[]): readonly (string | undefined)[] {
  return pair(lines, sources).map((source) => source?.drug?.drug?.code);
}

function inService(line: Line, elements: NonNullable<Line['service']>): Line {
  return { ...line, service: { ...line.service, ...elements } };
}
