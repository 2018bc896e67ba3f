import { loop } from '../../x12/notation.ts';
import { chargeAccountedFor } from '../claim-837/coordination.ts';
import { type ServiceLineRule, serviceLineParts } from './service-line-parts.ts';

/** Supplies and equipment are billed with the days that they are for, which may lie ahead. */
const isForDaysAhead = /^[ABEKL]\d{4}$/;

const lineRules: readonly ServiceLineRule[] = [
  {
    says: 'a service has ended by the time that the file was written (GS04), unless supplies are billed',
    at: 'serviceDate',
    element: 'date',
    level: 'situation',
    holds: ({ service, serviceDate: { date } }, { written = '99991231' }) =>
      isForDaysAhead.test(service.procedure.code) || date.slice(0, 8) > written || date.slice(-8) <= written,
  },
  {
    says: 'the equipment whose rent and price are told is that of the service',
    at: 'equipment',
    element: 'procedure.code',
    level: 'situation',
    holds: ({ service, equipment }) => !equipment || equipment.procedure.code === service.procedure.code,
  },
  {
    says: 'a renewed or revised certification of equipment gives the day of it (DTP*607), a first one does not',
    level: 'situation',
    faults: ({ equipmentCertification: certification, recertificationDate: day }) => {
      const isRenewed = certification !== undefined && certification.type !== 'I';
      if (isRenewed) return day ? [] : [[certification, 'type']];
      return day ? [[day, 'qualifier']] : [];
    },
  },
  {
    says: 'the conditions of equipment stand beside its certification (CR3)',
    at: 'equipmentCondition',
    level: 'situation',
    holds: ({ equipmentCondition, equipmentCertification }) => !equipmentCondition || !!equipmentCertification,
  },
];

export const serviceLineLoop = loop('2400', serviceLineParts, chargeAccountedFor, ...lineRules);
