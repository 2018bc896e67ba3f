import type { PrintableStatement } from './printable-statement.ts';
import { addressLines, dollars, longDate } from './printed.ts';
import { ink, page, type Sheet } from './sheet.ts';

const height = 118;
const rowHeight = 23;
const top = page.bottom - height;

/** The slip that goes back with a check, always at the foot of the last page. */
export function drawCoupon(sheet: Sheet, statement: PrintableStatement): void {
  const { practice, patientName, statementNumber, totals, dueDate } = statement;
  if (!sheet.hasRoom(0, top - 10)) sheet.newPage();
  sheet.decorate((doc) =>
    doc.moveTo(page.left, top).lineTo(page.right, top).dash(4, { space: 4 }).lineWidth(0.75).stroke(ink.quiet),
  );
  const quiet = { size: 9, color: ink.quiet, width: 250 } as const;
  sheet.tagged('P', 'Cut here and send this slip with your check', page.left, top + 6, quiet);

  const payee = [practice.name, ...addressLines(practice.address)];
  sheet.tagged('P', 'Make the check payable to, and mail it to:', page.left, top + 26, quiet);
  const payeeHeight = sheet.lines(payee, page.left, top + 39, { width: 260 });
  const patientY = Math.max(top + 98, top + 41 + payeeHeight);
  sheet.tagged('P', `Patient: ${patientName}`, page.left, patientY, { width: 270 });

  const rows = [
    ['Statement number', statementNumber],
    ['Please pay by', longDate(dueDate)],
    ['Amount due', dollars(totals.youOwe)],
    ['Amount enclosed', ''],
  ] as const;
  const table = sheet.open('Table');
  for (const [index, [label, value]] of rows.entries()) {
    const y = top + 26 + index * rowHeight;
    const cells = sheet.open('TR', table);
    sheet.tagged('TH', label, 342, y, { width: 100, color: ink.quiet, scope: 'Row' }, cells);
    sheet.tagged('TD', value, 442, y, { width: 116, align: 'right', bold: true }, cells);
  }
  const line = top + 26 + 3 * rowHeight + 13;
  sheet.decorate((doc) => doc.moveTo(446, line).lineTo(page.right, line).lineWidth(0.75).stroke(ink.text));
}
