import type { ServiceLine } from '../claims/index.ts';

// Our own words: the descriptors of CPT belong to the AMA.
const names: readonly (readonly [codes: string, name: string])[] = [
  ['99202 99203 99204 99205', 'Office visit, new patient'],
  ['99211 99212 99213 99214 99215', 'Office visit'],
  ['99221 99222 99223 99231 99232 99233 99238 99239', 'Hospital visit by your doctor'],
  ['99281 99282 99283 99284 99285', 'Emergency room visit'],
  ['99381 99382 99383 99384 99385 99386 99387', 'Check-up, new patient'],
  ['99391 99392 99393 99394 99395 99396 99397', 'Check-up'],
  ['G0402 G0438 G0439', 'Medicare wellness visit'],
  ['90791 90792', 'First mental health visit'],
  ['90832', 'Psychotherapy, 30 minutes'],
  ['90834', 'Psychotherapy, 45 minutes'],
  ['90837', 'Psychotherapy, 60 minutes'],
  ['90833 90836 90838', 'Psychotherapy with an office visit'],
  ['90839 90840', 'Psychotherapy in a crisis'],
  ['90846 90847', 'Family therapy'],
  ['90853', 'Group therapy'],
  ['96127', 'Health questionnaire'],
  ['97110 97112 97530', 'Physical therapy exercises'],
  ['97140', 'Physical therapy by hand'],
  ['97161 97162 97163', 'First physical therapy visit'],
  ['98940 98941 98942', 'Chiropractic treatment'],
  ['36415', 'Blood draw'],
  ['80048 80053', 'Blood test: chemistry'],
  ['80061', 'Blood test: cholesterol'],
  ['83036', 'Blood test: average blood sugar'],
  ['84443', 'Blood test: thyroid'],
  ['85025 85027', 'Blood test: blood count'],
  ['81000 81001 81002 81003 81025', 'Urine test'],
  ['87426 87635 87811', 'COVID-19 test'],
  ['87400 87502 87804', 'Flu test'],
  ['87651 87880', 'Strep throat test'],
  ['71045 71046', 'Chest X-ray'],
  ['77065 77066 77067', 'Mammogram'],
  ['93000', 'Heart tracing (EKG)'],
  ['90471 90472 90473 90474 G0008 G0009', 'Giving of a vaccine'],
  ['90656 90658 90662 90674 90685 90686 90687 90688', 'Flu vaccine'],
  ['92004 92014', 'Eye exam'],
  ['45378 45380 45385', 'Colonoscopy'],
];
const nameByCode: ReadonlyMap<string, string> = new Map(
  names.flatMap(([codes, name]) => codes.split(' ').map((code): [string, string] => [code, name])),
);

const settings: readonly (readonly [modifiers: readonly string[], how: string])[] = [
  [['95', 'GT'], ', by video'],
  [['93', 'FQ'], ', by phone'],
];

/** What a patient would call it; the code where we have no words. */
export function serviceName({ procedureCode, procedureModifiers }: ServiceLine): string {
  const setting = settings.find(([modifiers]) => modifiers.some((modifier) => procedureModifiers.includes(modifier)));
  return `${nameByCode.get(procedureCode) ?? `Service ${procedureCode}`}${setting?.[1] ?? ''}`;
}
