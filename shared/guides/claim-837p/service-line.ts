import { loop } from '../../x12/notation.ts';
import { type ServiceLineRule, serviceLineParts } from './service-line-parts.ts';

/** Of a day or a period. */
const lastDay = (date: string) => (date.length === 8 ? date : date.slice(-8));

/** Supplies and equipment, and those for incontinence, are billed with the days that they are for, which may lie ahead. */
const isForDaysAhead = /^(?:[ABEKL]\d{4}|T45(?:2[1-9]|3\d|4[0-5]))$/;

const lineRules: readonly ServiceLineRule[] = [
  {
    says: 'a service has ended by the time that the file was written (GS04), unless supplies are billed',
    at: 'serviceDate',
    element: 'date',
    level: 'situation',
    holds: ({ service, serviceDate: { date } }, { written = '99991231' }) =>
      lastDay(date) <= written || date.slice(0, 8) > written || isForDaysAhead.test(service.procedure.code),
  },
  {
    says: 'the equipment whose rent and price are told is that of the service',
    at: 'equipment',
    element: 'procedure.code',
    level: 'situation',
    given: { equipment: true },
    holds: ({ service, equipment }) => !equipment || equipment.procedure.code === service.procedure.code,
  },
  {
    says: 'a renewed or revised certification of equipment gives the day of it (DTP*607)',
    level: 'situation',
    asksFor: 'recertificationDate',
    given: { equipmentCertification: true },
    faults: ({ equipmentCertification: certification, recertificationDate: day }) =>
      certification && certification.type !== 'I' && !day ? [[certification, 'type']] : [],
  },
  {
    says: 'the day of a renewed or revised certification of equipment (DTP*607) stands beside one',
    level: 'situation',
    forbids: 'segment',
    given: { recertificationDate: true },
    faults: ({ equipmentCertification: certification, recertificationDate: day }) =>
      day && (certification?.type ?? 'I') === 'I' ? [[day, 'qualifier']] : [],
  },
  {
    says: 'the conditions of equipment stand beside its certification (CR3)',
    at: 'equipmentCondition',
    level: 'situation',
    given: { equipmentCondition: true },
    holds: ({ equipmentCertification }) => equipmentCertification !== undefined,
  },
];

export const serviceLineLoop = loop('2400', serviceLineParts, ...lineRules);
