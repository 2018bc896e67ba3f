import type { Issue } from '../../x12/index.ts';

const addresses: Readonly<Record<string, string>> = {
  '2010AA': 'billingProvider.address',
  '2010BA': 'subscriber.address',
  '2010CA': 'dependent.address',
  '2310C': 'serviceFacility.address',
};

const partsOfAddress: Readonly<Record<string, string>> = {
  N301: 'address1',
  N302: 'address2',
  N401: 'city',
  N402: 'state',
  N403: 'postalCode',
  N404: 'country',
};

const partsOfAccident: Readonly<Record<string, string>> = {
  'CLM11-1': 'causes',
  'CLM11-2': 'causes',
  'CLM11-4': 'state',
  'CLM11-5': 'country',
  'DTP*439': 'date',
};

/** What a rule asks for, which stands nowhere, by what it says. */
const asksForAdmission = 'A claim for inpatient care says';

/**
 * The field, as `correct` takes it, of what the guide finds and no edit does. `segments` are those of the file, from its
 * ST: of two dates of a loop, the qualifier tells which is meant.
 */
export function fieldAtFault(
  { message, place: { loop = '', segment = 0, segmentId = '', element = 0, component } }: Issue,
  segments: readonly string[],
): string | undefined {
  if (message.startsWith(asksForAdmission)) return 'admissionDate';
  const position = `${segmentId}${String(element).padStart(2, '0')}`;
  const address = addresses[loop];
  const part = partsOfAddress[position];
  if (address !== undefined && part !== undefined) return `${address}.${part}`;
  if (loop !== '2300') return undefined;
  const [id, qualifier] = segments[segment - 1]?.split('*') ?? [];
  const accident = partsOfAccident[id === 'DTP' ? `${id}*${qualifier}` : `${position}-${component}`];
  return accident && `accident.${accident}`;
}
