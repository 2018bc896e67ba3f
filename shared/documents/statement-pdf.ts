import type { PrintableStatement } from './printable-statement.ts';
import { dollars, longDate, phone } from './printed.ts';
import { ink, page, Sheet } from './sheet.ts';
import { drawCoupon } from './statement-coupon.ts';
import { drawLetterhead } from './statement-letterhead.ts';
import { drawServices } from './statement-services.ts';

const width = page.right - page.left;
const titleWidth = 96;
const amountWidth = 80;

function heading(sheet: Sheet, text: string, roomBelow: number): void {
  if (!sheet.hasRoom(30 + roomBelow)) sheet.newPage();
  sheet.y += 12;
  sheet.y += sheet.tagged('H2', text, page.left, sheet.y, { size: 12.5, bold: true, color: ink.accent }) + 3;
}

function paragraph(sheet: Sheet, text: string): void {
  if (!sheet.hasRoom(sheet.height(text))) sheet.newPage();
  sheet.y += sheet.tagged('P', text, page.left, sheet.y) + 3;
}

function drawReasons(sheet: Sheet, { because, totals }: PrintableStatement): void {
  if (because.length === 0) return;
  heading(sheet, `Why you owe ${dollars(totals.youOwe)}`, 40);
  for (const { title, explanation, amount } of because) {
    const cells = [
      { text: title, x: page.left, style: { width: titleWidth - 8, bold: true } },
      { text: explanation, x: page.left + titleWidth, style: { width: width - titleWidth - amountWidth - 8 } },
      { text: dollars(amount), x: page.right - amountWidth, style: { width: amountWidth, align: 'right', bold: true } },
    ] as const;
    const height = Math.max(...cells.map(({ text, style }) => sheet.height(text, style)));
    if (!sheet.hasRoom(height)) sheet.newPage();
    for (const { text, x, style } of cells) sheet.tagged('P', text, x, sheet.y, style);
    sheet.y += height + 3;
  }
}

function waysToPay({ practice, totals, dueDate }: PrintableStatement): readonly string[] {
  if (totals.youOwe === 0) return ['You owe nothing. Please keep this statement for your records.'];
  const online = practice.payOnlineUrl === undefined ? [] : [`Online: ${practice.payOnlineUrl}`];
  const help =
    practice.phoneNumber === undefined
      ? 'If something looks wrong, or you cannot pay all of it at once, please tell us.'
      : `To pay by phone, or if something looks wrong or you cannot pay all of it at once, call ${phone(practice.phoneNumber)}.`;
  return [...online, `By mail: send a check to ${practice.name} with the slip below, by ${longDate(dueDate)}.`, help];
}

/** The statement as one tagged page, or more when there are many services. The same statement gives the same bytes. */
export function renderStatement(statement: PrintableStatement): Promise<Uint8Array> {
  const { statementNumber, statementDate, practice, totals } = statement;
  const sheet = new Sheet(`Statement ${statementNumber}`, practice.name, statementDate);
  drawLetterhead(sheet, statement);
  drawServices(sheet, statement);
  drawReasons(sheet, statement);
  heading(sheet, totals.youOwe === 0 ? 'Nothing to pay' : 'How to pay', 60);
  for (const way of waysToPay(statement)) paragraph(sheet, way);
  if (totals.youOwe > 0) drawCoupon(sheet, statement);
  return sheet.finish(`${practice.name} · Statement ${statementNumber}`);
}
