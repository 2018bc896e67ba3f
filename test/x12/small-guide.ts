import {
  an,
  composite,
  count,
  decimal,
  directly,
  each,
  el,
  externalCode,
  guide,
  id,
  loop,
  many,
  maybe,
  money,
  one,
  opt,
  optional,
  period,
  repeat,
  required,
  segment,
  series,
  some,
  sum,
  time,
  unused,
  use,
  whole,
} from '../../shared/x12/index.ts';

/** A guide of our own: as small as can be with every feature of the notation in it. */

const HL = segment('HL', [
  opt('id', an(1, 12)),
  opt('parent', an(1, 12)),
  el('level', externalCode(1, 2)),
  opt('hasChildren', id('0', '1')),
]);
const BHT = segment('BHT', [el('structure', id('0019')), opt('time', time(4, 8))]);
const NM1 = segment(
  'NM1',
  [
    el('entity', externalCode(2, 3)),
    el('type', id('1', '2')),
    opt('last', an(1, 60)),
    opt('first', an(2, 10)),
    opt('idQualifier', externalCode(1, 2)),
    opt('id', an(2, 10)),
  ],
  'P0506',
);
const N3 = segment('N3', [el('line1', an(1, 55)), opt('line2', an(1, 55))]);
const REF = segment('REF', [el('qualifier', externalCode(2, 3)), el('id', an(1, 30))]);
const DTP = segment('DTP', [el('qualifier', externalCode(3, 3)), el('format', id('D8', 'RD8')), el('period', period)], {
  says: 'what has happened is not later than the file',
  at: 'period',
  level: 'situation',
  holds: ({ period: day }, { written }) => written === undefined || day.slice(-8) <= written,
});
const CLM = segment('CLM', [
  el('number', an(1, 17)),
  el('charge', money),
  unused,
  el(
    'facility',
    composite(
      el('place', externalCode(2, 2, 'place-of-service')),
      opt('qualifier', id('B')),
      el('frequency', id('1', '7', '8')),
    ),
  ),
  opt('assignment', externalCode(1, 1)),
]);
const HI = segment('HI', [series('diagnoses', 3, composite(el('qualifier', id('ABK', 'ABF')), el('code', an(1, 7))))]);
const CAS = segment(
  'CAS',
  [
    el('group', id('CO', 'PR')),
    series('adjustments', 2, [el('reason', externalCode(1, 5)), el('amount', money), opt('quantity', decimal(1, 15))]),
  ],
  {
    says: 'each reason is of the list that goes with the group',
    level: 'code-set',
    faults: ({ group, adjustments }, { codes }) =>
      adjustments.flatMap(({ reason }, index) =>
        codes?.(`reasons-${group}`, reason) === false ? [`adjustments.${index}.reason`] : [],
      ),
  },
);
const LX = segment('LX', [el('number', whole(1, 6))]);
const SV1 = segment('SV1', [
  el('procedure', composite(el('qualifier', id('HC')), el('code', an(5, 5)), series('modifiers', 2, an(2, 2)))),
  el('charge', money),
  el('units', decimal(1, 4)),
  repeat('pointers', 2, whole(1, 2)),
]);
const PLB = segment('PLB', [el('amount', money)]);

export const serviceLine = loop('2400', {
  number: one(LX),
  service: one(SV1),
  serviceDate: one(use(DTP, { qualifier: '472' })),
  control: maybe(use(REF, { qualifier: '6R' })),
  adjustments: many(2, CAS),
});

const billingName = loop('2010AA', { name: one(use(NM1, { entity: '85' })), address: one(N3) });
const rendering = loop('2310B', {
  name: one(use(NM1, { entity: '82', idQualifier: required, id: required })),
  secondaryId: maybe(use(REF, { qualifier: ['0B', 'G2'] })),
});
const facility = loop('2310C', { name: one(use(NM1, { entity: '77' })), address: one(N3) });

export const claim = loop(
  '2300',
  {
    claim: one(CLM),
    onset: maybe(use(DTP, { qualifier: '431', format: 'D8' })),
    lastSeen: maybe(use(DTP, { qualifier: '304' })),
    payerControlNumber: maybe(use(REF, { qualifier: 'F8' })),
    authorizations: many(2, use(REF, { qualifier: 'G1' })),
    diagnoses: one(HI),
    rendering: maybe(rendering),
    facility: maybe(facility),
    lines: some(3, serviceLine),
  },
  {
    says: 'a replacement or void names the payer claim control number',
    at: 'payerControlNumber',
    level: 'situation',
    holds: ({ claim: { facility: place }, payerControlNumber }) =>
      place.frequency === '1' || payerControlNumber !== undefined,
  },
  {
    says: 'the charges of the lines add up to the charge of the claim',
    at: 'claim',
    level: 'balance',
    element: 'charge',
    holds: ({ claim: { charge }, lines }) => charge === lines.reduce((sum, { service }) => sum + service.charge, 0),
  },
  {
    says: 'a service facility is not the billing provider',
    at: 'facility',
    level: 'situation',
    holds: (value, { around }) => value.facility?.name.last !== (around(billingName)?.name.last ?? ''),
  },
  {
    says: 'no diagnosis is said twice',
    level: 'situation',
    faults: ({ diagnoses }) =>
      diagnoses.diagnoses.flatMap(({ code }, index, all) =>
        all.findIndex((other) => other.code === code) < index ? [[diagnoses, `diagnoses.${index}.code`] as const] : [],
      ),
  },
);

export const patient = loop('2000C', {
  level: one(use(HL, { level: '23' })),
  name: one(loop('2010CA', { name: one(use(NM1, { entity: 'QC' })) })),
  claims: each(claim),
});

export const subscriber = loop(
  '2000B',
  {
    level: one(use(HL, { level: '22' })),
    name: one(
      loop('2010BA', {
        name: one(use(NM1, { entity: 'IL', type: '1', idQualifier: optional('MI', 'II') })),
        address: maybe(N3),
        ids: many(2, use(REF, { qualifier: ['SY', 'Y4'] })),
      }),
    ),
    payer: one(loop('2010BB', { name: one(use(NM1, { entity: 'PR' })), address: maybe(N3) })),
    claims: each(claim),
    patients: each(patient),
  },
  {
    says: 'a subscriber has at most 200 dollars of claims of their own',
    at: 'claims',
    level: 'situation',
    tally: directly(sum(claim, ({ claim: { charge } }) => charge)),
    holds: (_, { tally: cents }) => cents <= 200_00,
  },
  {
    says: 'a subscriber has at most 4 claims and modifiers',
    at: 'name',
    level: 'situation',
    tally: [count(claim), sum(serviceLine, ({ service: { procedure } }) => procedure.modifiers.length)],
    holds: (_, { tally: both }) => both <= 4,
  },
);

export const billing = loop('2000A', {
  level: one(use(HL, { level: '20' })),
  name: one(billingName),
  subscribers: each(subscriber),
});

export const smallGuide = guide(
  { set: '837', functionalId: 'HC', version: '005010T1', reads: ['005010T1', '005010T0'], name: 'Small claim' },
  { beginning: one(BHT), billing: each(billing), adjustment: maybe(PLB) },
  {
    says: 'a file without adjustment has at most two billing providers',
    at: 'billing',
    level: 'situation',
    tally: count(billing),
    holds: (value, { tally: billings }) => value.adjustment !== undefined || billings <= 2,
  },
);
