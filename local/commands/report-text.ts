import { styleText } from 'node:util';
import { findingText, waitingStatuses } from '../../shared/claims/index.ts';
import { formatMoney } from '../../shared/money.ts';
import { type FileRecord, waitsInQuarantine } from '../../shared/repositories/index.ts';
import type { ReportedClaim, ReportedRecord, RunReport } from '../../shared/use-cases/index.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

const outcomes = {
  closed: 'closed: no payer owes an answer',
  'patient-responsibility': 'owed by the patient alone',
  paid: 'paid',
  'partially-denied': 'denied in part, in follow-up',
  denied: 'denied, in follow-up',
  appealed: 'appealed',
  rejected: 'rejected before adjudication',
  held: 'held for correction',
  overdue: 'nobody answered in time',
  received: 'received',
  'in-process': 'on the way',
  voided: 'voided',
} as const satisfies Record<ReportedClaim['status'], string>;

const dollars = {
  billed: 'billed',
  paid: 'paid',
  adjusted: 'adjusted under contracts',
  denied: 'denied, in follow-up',
  patient: 'owed by patients',
  patientCredit: 'owed to patients, as credits',
  writtenOff: 'written off',
  open: 'still open',
} as const satisfies Record<keyof RunReport['money'], string>;

/** Nobody shall take the sample for his own. */
const ofSample = 'This folder holds the sample: its people, practices and payers are invented.';

const heading = (text: string): string => styleText('bold', text, { stream: process.stdout });
/** With thousands separators: 12,345.00. */
const withSeparators = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** Claims by outcome and where every dollar stands. */
export function reportSummary(report: RunReport): string {
  return [heading('Claims by outcome'), ...countLines(report), '', heading('Dollars'), ...moneyLines(report)].join(
    '\n',
  );
}

/** The summary that a biller reads, with commands for the home that was called so. */
export function reportText(
  report: RunReport,
  options: CalledWith,
  { isSample }: { readonly isSample: boolean },
): string {
  const dismissal = ({ record = '' }: ReportedRecord): string => printedCommand(options, 'dismiss', record);
  return [
    ...(isSample ? [ofSample, ''] : []),
    reportSummary(report),
    '',
    ...waiting(report.claims.list, options),
    ...aside('Conflicts: the same claim with other content', report.conflicts, ({ record = '' }) =>
      printedCommand(options, 'accept', record),
    ),
    ...aside('Refused', report.refused, dismissal),
    ...aside('Problems around the records', report.problems, dismissal),
    ...notApplied(report.unappliedParts),
    heading('Files'),
    ...fileLines(report, options),
    '',
  ].join('\n');
}

function countLines({ claims, duplicates, conflicts, refused, files }: RunReport): string[] {
  const rows = Object.entries(outcomes).flatMap(([status, words]): [string, number][] => {
    const count = claims.byStatus[status as ReportedClaim['status']];
    return count === undefined ? [] : [[words, count]];
  });
  const unread = files.filter(waitsInQuarantine).reduce((sum, { counts }) => sum + (counts?.unread ?? 0), 0);
  const notClaims: [string, number][] = [
    ['duplicates, set aside', duplicates.length],
    ['conflicts, set aside', conflicts.length],
    ['refused', refused.length],
    ['unread, in quarantined files', unread],
  ];
  return [...rows, ['claims in all', claims.total] as const, ...notClaims.filter(([, count]) => count > 0)].map(
    ([words, count]) => `  ${words.padEnd(34)}${String(count).padStart(8)}`,
  );
}

function moneyLines({ money, ledgerImbalance, unapplied, unappliedParts }: RunReport): string[] {
  const rows = Object.entries(dollars).flatMap(([name, words]): [string, string][] => {
    const amount = money[name as keyof RunReport['money']];
    return amount === undefined ? [] : [[words, formatMoney(amount)]];
  });
  if (unapplied !== 0 || unappliedParts.length > 0)
    rows.push(['received and not applied to a claim', formatMoney(unapplied)]);
  const balanced =
    ledgerImbalance === 0
      ? 'ledger balanced to 0.00'
      : `LEDGER OUT OF BALANCE by ${formatMoney(ledgerImbalance)}: do not post anything, report this`;
  return [...rows.map(([words, sum]) => `  ${words.padEnd(34)}${withSeparators(sum).padStart(14)}`), `  ${balanced}`];
}

function waiting(list: readonly ReportedClaim[], options: CalledWith): string[] {
  const waitingFor = list.filter(({ status }) => waitingStatuses.has(status));
  if (waitingFor.length === 0) return [];
  return [
    heading('Waiting for a person'),
    ...waitingFor.flatMap(({ claimId, externalId, practice, status, reasons }) => [
      `  ${externalId} (${practice}) ${status}, claim ${claimId}`,
      ...reasons.map((reason) => `      ${findingText(reason)}`),
    ]),
    `  How each is mended: ${printedCommand(options, 'held')}`,
    '',
  ];
}

function aside(
  title: string,
  records: readonly ReportedRecord[],
  command: (record: ReportedRecord) => string,
): string[] {
  if (records.length === 0) return [];
  return [
    heading(title),
    ...records.flatMap((record) => {
      const named = record.externalId === undefined ? '' : `: ${record.externalId}`;
      const where = `  ${record.file}, ${record.place}${named} (${command(record)})`;
      return [where, ...record.reasons.map((reason) => `      ${reason}`)];
    }),
    '',
  ];
}

/** One by one: what is paid here and taken back there comes to nothing. */
function notApplied(parts: RunReport['unappliedParts']): string[] {
  if (parts.length === 0) return [];
  return [
    heading(`Received and not applied to a claim: ${parts.length}`),
    ...parts.map(
      ({ payer, traceNumber, amount, reason }) =>
        `  ${formatMoney(amount)} of ${payer}, trace ${traceNumber}: ${reason}`,
    ),
    '',
  ];
}

function fileLines({ files }: RunReport, options: CalledWith): string[] {
  const { folder } = options;
  const uploads = files.filter(({ from }) => from === 'practice');
  const quarantined = files.filter((file) => waitsInQuarantine(file) && file.from === 'clearinghouse');
  const answers = files.length - uploads.length;
  const why = ({ fileId, reason, kind }: FileRecord) => {
    const dismissal = printedCommand(options, 'dismiss', fileId);
    // What nobody knows how to read is no more known later.
    if (kind === 'unknown') return `${reason}; ask for it again and put this one away (${dismissal})`;
    return `${reason} (${printedCommand(options, 'replay', fileId)}, or ${dismissal})`;
  };
  return [
    ...uploads.map((file) => {
      const { name, kind, objectKey, counts, status } = file;
      const records = counts === undefined ? status : `${counts.records} records, ${counts.taken} taken`;
      const isWaiting = waitsInQuarantine(file);
      const dismissed = status === 'quarantined' && !isWaiting ? ', dismissed' : '';
      const kept = `  ${name} (${kind}, ${records}${dismissed}) kept as ${folder}/objects/${objectKey}`;
      return isWaiting ? `${kept}: ${why(file)}` : kept;
    }),
    `  837 files sent: ${folder}/objects/edi/out; ${answers} answers received: ${folder}/objects/archive`,
    `  patient statements: ${folder}/objects/documents/statements`,
    ...quarantined.map((file) => `  quarantined: ${file.name}: ${why(file)}`),
  ];
}
