import type { PrintableStatement, PrintableSums } from './printable-statement.ts';
import { addressLines, dollars, longDate, phone } from './printed.ts';
import { ink, page, type Sheet } from './sheet.ts';

const box = { x: 342, width: 216, height: 84 } as const;

/** What becomes of what an earlier statement asks for. A voided claim charges nothing; one that replaces it may. */
function whatHolds({ charge, youOwe }: PrintableSums): string {
  if (charge === 0) return 'we have withdrawn its charges, and you owe nothing for them';
  return youOwe === 0 ? 'you owe nothing any more' : 'please pay only what this one asks for';
}

/** Whoever has two statements sees which one holds. */
function drawReplaced(sheet: Sheet, { replaces, totals }: PrintableStatement): void {
  if (replaces === undefined) return;
  const earlier = `statement ${replaces.statementNumber} of ${longDate(replaces.statementDate)}`;
  const note =
    `This statement replaces ${earlier}: ${whatHolds(totals)}. ` +
    'If you have already paid on the earlier one, please tell us.';
  sheet.y += sheet.tagged('P', note, page.left, sheet.y, { bold: true }) + 6;
}

/** Who sends it, to whom, and the one sum that matters. */
export function drawLetterhead(sheet: Sheet, statement: PrintableStatement): void {
  const { practice, addressee, totals, dueDate, statementDate, statementNumber } = statement;
  const leftWidth = 280;
  let y: number = page.top;
  y += sheet.tagged('P', practice.name, page.left, y, { size: 14, bold: true, color: ink.accent, width: leftWidth });
  const contact = practice.phoneNumber === undefined ? [] : [phone(practice.phoneNumber)];
  const sender = [...addressLines(practice.address), ...contact];
  y += sheet.lines(sender, page.left, y + 2, { color: ink.quiet, width: leftWidth });

  const right = { width: box.width, align: 'right' } as const;
  let rightY = page.top - 4;
  rightY += sheet.tagged('H1', 'Statement', box.x, rightY, { size: 20, bold: true, color: ink.accent, ...right }) + 2;
  const dates = [`Number ${statementNumber}`, `Date ${longDate(statementDate)}`];
  rightY += sheet.lines(dates, box.x, rightY, { color: ink.quiet, ...right });

  // The place of the address in a window envelope.
  const top = Math.max(y, rightY, 128) + 16;
  const lines = [addressee.name, ...(addressee.address === undefined ? [] : addressLines(addressee.address))];
  const addressHeight = sheet.lines(lines, page.left, top + 8, { size: 11, width: leftWidth });

  sheet.decorate((doc) => doc.roundedRect(box.x, top, box.width, box.height, 6).fill(ink.tint));
  const inside = { width: box.width - 32, color: ink.accent } as const;
  sheet.tagged('P', 'You owe', box.x + 16, top + 10, { size: 11, ...inside });
  sheet.tagged('P', dollars(totals.youOwe), box.x + 16, top + 25, { size: 26, bold: true, ...inside });
  const when = totals.youOwe === 0 ? 'Nothing to pay' : `Please pay by ${longDate(dueDate)}`;
  sheet.tagged('P', when, box.x + 16, top + 60, { size: 11, ...inside });
  sheet.y = top + Math.max(box.height, addressHeight + 8) + 14;

  drawReplaced(sheet, statement);
  const about =
    `This statement is for the care of ${statement.patientName}. It shows what we charged, what ` +
    `${statement.insuranceName} paid, and what is left for you to pay.`;
  sheet.y += sheet.tagged('P', about, page.left, sheet.y) + 10;
}
