import { styleText } from 'node:util';
import Table from 'cli-table3';
import { findingText } from '../../shared/claims/index.ts';
import { formatMoney, parseMoney, sumCents, zeroCents } from '../../shared/money.ts';
import type { ClaimView } from '../../shared/use-cases/claim-view.ts';
import { headingText } from './heading-text.ts';

const bold = (text: string): string => styleText('bold', text, { stream: process.stdout });

const awaited = {
  acknowledgement: "the payer's acknowledgement (277CA)",
  remittance: "the payer's remittance (835)",
  person: 'a person',
} as const satisfies Record<ClaimView['waits'][number]['for'], string>;

const dollars = {
  paid: 'paid',
  adjusted: 'adjusted',
  denied: 'denied',
  patient: 'owed by the patient',
  patientCredit: 'owed to the patient',
  writtenOff: 'written off',
  open: 'open',
} as const satisfies Record<Exclude<keyof ClaimView['money'], 'billed'>, string>;

/** A claim as a person reads it; `pathOf` says where an object lies. */
export function showText(view: ClaimView, pathOf: (key: string) => string): string {
  return [
    bold(headingText(view)),
    moneyText(view.money),
    ...view.reasons.map((reason) => `  ${findingText(reason)}`),
    ...view.waits.map((wait) => `waits for ${awaited[wait.for]} until ${dateTime(wait.until)}`),
    ...view.openWork.map(({ category, amount, due }) => `to do: ${category}, ${amount}, by ${due}`),
    ...section('Submissions', view.submissions.map(submissionText)),
    ...section(
      'Timeline',
      view.timeline.map(
        ({ at, what, detail }) => `${dateTime(at)}  ${what}${detail === undefined ? '' : `: ${detail}`}`,
      ),
    ),
    ...section(
      'Files',
      view.files.map(({ what, key }) => `${pathOf(key)}  ${what}`),
    ),
    ...(view.postings.length === 0 ? [] : ['', bold('Postings'), postingsTable(view.postings)]),
    '',
  ].join('\n');
}

function submissionText({ attempt, patientControlNumber, status, ...sent }: ClaimView['submissions'][number]): string {
  const parts = [
    `${attempt}  ${patientControlNumber}  ${status}`,
    `frequency ${sent.claimFrequencyCode}`,
    sent.transmission && `transmission ${sent.transmission}`,
    sent.payerClaimControlNumber && `payer's number ${sent.payerClaimControlNumber}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', bold(title), ...lines.map((line) => `  ${line}`)];
}

function moneyText({ billed, ...others }: ClaimView['money']): string {
  const parts = Object.entries(dollars).flatMap(([name, words]) => {
    const { [name as keyof typeof dollars]: amount = '0.00' } = others;
    return amount === '0.00' ? [] : [`${amount} ${words}`];
  });
  return `billed ${billed}${parts.length === 0 ? '' : ` = ${parts.join(' + ')}`}`;
}

/** `2026-03-10 08:00` */
function dateTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

function postingsTable(entries: ClaimView['postings']): string {
  const table = new Table({
    head: ['date', 'account', 'amount', 'reason'],
    colAligns: ['left', 'left', 'right', 'left'],
    // It would colour what is piped to a file.
    style: { head: [], border: [], compact: true },
  });
  const all = entries.flatMap(({ date, postings }) => postings.map((posting) => ({ date, ...posting })));
  for (const { date, account, amount, reason = '' } of all) table.push([date, account, amount, reason]);
  table.push(['', 'sum', formatMoney(sumCents(all.map(({ amount }) => parseMoney(amount) ?? zeroCents))), '']);
  return table.toString();
}
