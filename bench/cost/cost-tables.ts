import type { GeneratedTable } from '../../local/docs/generated-table.ts';
import { assumptions } from './assumptions.ts';
import type { MeasuredRun } from './claim-usage.ts';
import type { Measured } from './measured.ts';
import { times, together } from './meter.ts';
import { dollarsFor, dollarsOf, priceList, type ServiceName, type Unit, type Usage, units } from './price-list.ts';

const million = 1e6;
const isKeeping = (unit: Unit): boolean => unit.endsWith('ByteMonths');
const services = [...new Set(units.map((unit) => priceList[unit].service))];

/** What one claim of the run used. */
export function perClaim({ claims, used }: MeasuredRun): Usage {
  return times(together(...used.values()), 1 / claims);
}

const only = (usage: Usage, wanted: (unit: Unit) => boolean): Usage =>
  Object.fromEntries(units.flatMap((unit) => (wanted(unit) ? [[unit, usage[unit] ?? 0]] : [])));

const dollars = (amount: number, digits = 2): string => `$${digits === 0 ? short(amount) : amount.toFixed(digits)}`;
/** A number with as many digits as can be told apart, and no more. */
const short = (amount: number): string =>
  amount >= 1000 ? Math.round(amount).toLocaleString('en-US') : String(Number(amount.toPrecision(3)));

function priceTable({ uploaded, posted, sample }: Measured): GeneratedTable {
  const claims = [uploaded, posted, sample].map(perClaim);
  const row = (name: string, wanted: (unit: Unit) => boolean, factor: number, digits: number) => [
    name,
    ...claims.map((usage) => dollars(dollarsOf(only(usage, wanted)) * factor, digits)),
  ];
  return {
    name: 'price',
    head: ['', 'In one file of 200', 'Each by a call of the API', 'The sample'],
    rows: [
      row('A claim, worked on', (unit) => !isKeeping(unit), 1, 6),
      row('… kept for as long as the stage says', isKeeping, 1, 6),
      row('**A claim, all in**', () => true, 1, 6),
      row('**A million claims**', () => true, million, 0),
    ],
  };
}

function stepTable({ uploaded }: Measured): GeneratedTable {
  const row = (name: string, usage: Usage): string[] => {
    const a = times(usage, million / uploaded.claims);
    const of = (service: ServiceName) =>
      dollarsOf(only(a, (unit) => priceList[unit].service === service && !isKeeping(unit)));
    return [name, ...[...services.map(of), dollarsOf(only(a, isKeeping)), dollarsOf(a)].map((sum) => sum.toFixed(1))];
  };
  const used = [...uploaded.used].filter(([, usage]) => dollarsOf(usage) !== 0);
  return {
    name: 'steps',
    head: ['$ a million claims', ...services, 'Kept', 'Together'],
    rows: [
      ...used.map(([name, usage]) => row(`\`${name}\``, usage)),
      row('**Together**', together(...uploaded.used.values())),
    ],
  };
}

function unitTable({ uploaded, posted }: Measured): GeneratedTable {
  const [file, alone] = [perClaim(uploaded), perClaim(posted)];
  const rows = units
    .filter((unit) => alone[unit] !== undefined)
    .map((unit) => {
      const { service, unit: what, dollars: price, per, source } = priceList[unit];
      const perText = per === 1 ? '' : per === million ? ' a million' : ' a GB';
      const cost = dollarsFor(unit, file[unit] ?? 0) * million;
      return [
        service,
        what,
        short(file[unit] ?? 0),
        short(alone[unit] ?? 0),
        `$${price}${perText}`,
        cost.toFixed(1),
        source,
      ];
    });
  return {
    name: 'units',
    head: ['Service', 'Unit', 'A claim', '… by the API', 'List price', '$ a million claims', 'Source of the price'],
    rows,
  };
}

function stackTable(stack: ReadonlyMap<string, Usage>): GeneratedTable {
  const rows = [...stack].flatMap(([name, usage]) =>
    units
      .filter((unit) => (usage[unit] ?? 0) > 0)
      .map((unit) => [
        name,
        priceList[unit].unit,
        short(usage[unit] ?? 0),
        dollars(dollarsFor(unit, usage[unit] ?? 0)),
      ]),
  );
  const sum = dollarsOf(together(...stack.values()));
  return { name: 'stack', head: ['', 'Unit', 'A month', '$'], rows: [...rows, ['**Together**', '', '', dollars(sum)]] };
}

/** What a claim may cost, all in. */
const wantedDollars = 0.002;

function volumeTable({ uploaded }: Measured, stack: ReadonlyMap<string, Usage>): GeneratedTable {
  const claim = dollarsOf(perClaim(uploaded));
  const month = dollarsOf(together(...stack.values()));
  const enough = Math.ceil(month / (wantedDollars - claim) / 100) * 100;
  const row = (name: string, claims: number) => [
    name,
    claims.toLocaleString('en-US'),
    dollars(claim * claims + month),
    dollars(claim + month / claims, 4),
  ];
  return {
    name: 'volumes',
    head: ['', 'Claims a month', 'A month, with the stack', 'A claim, with its share of the stack'],
    rows: [
      row('A practice', 500),
      row(`Where a claim comes below $${wantedDollars}`, enough),
      row('A billing company', 500_000),
      row('A million', million),
    ],
  };
}

function otherwiseTable({ uploaded }: Measured): GeneratedTable {
  const claim = perClaim(uploaded);
  const { coldStartShare, coldStartMilliseconds } = assumptions;
  const calls = claim.calls ?? 0;
  const cold = calls * (1 - coldStartShare);
  // Nearly all functions that a claim calls have half a gigabyte.
  const half = 0.5;
  const row = (name: string, usage: Usage) => [name, (dollarsOf(usage) * million).toFixed(1)];
  return {
    name: 'otherwise',
    head: ['If', '$ a million claims more'],
    rows: [
      row('each call took 100 ms longer', { gigabyteSeconds: calls * half * 0.1 }),
      row('each call started a new process', {
        gigabyteSeconds: (cold * half * coldStartMilliseconds) / 1000,
        secretReads: cold,
        keyRequests: cold * 2,
      }),
      row('the payer answered a 270 in 10 seconds, not 3', { gigabyteSeconds: half * 7 }),
      row(
        'logs were twice as long',
        only(claim, (unit) => unit.startsWith('log')),
      ),
      row('ten times as many KMS requests were made', { keyRequests: 9 * (claim.keyRequests ?? 0) }),
      row('one trace in twenty were recorded, as X-Ray does of many', { traces: -0.95 * (claim.traces ?? 0) }),
    ],
  };
}

/** The tables of docs/cost.md. */
export function costTables(measured: Measured, stack: ReadonlyMap<string, Usage>): readonly GeneratedTable[] {
  return [
    priceTable(measured),
    stepTable(measured),
    unitTable(measured),
    stackTable(stack),
    volumeTable(measured, stack),
    otherwiseTable(measured),
  ];
}
