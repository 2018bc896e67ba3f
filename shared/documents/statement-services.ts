import { asCents } from '../money.ts';
import type { PrintableService, PrintableStatement, PrintableSums } from './printable-statement.ts';
import { dollars, shortDate } from './printed.ts';
import { ink, page, type Sheet, type Style } from './sheet.ts';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly service: (service: PrintableService) => string;
  readonly total: (totals: PrintableSums) => string;
}

type Amount = 'insurancePaid' | 'adjustments' | 'pending';
const padding = 6;

/** What is taken off a charge is printed with a minus: the row reads as the sum that it is. */
const takenOff = (column: Amount) => (shares: PrintableSums) => dollars(asCents(-shares[column]));

function datesOf({ date, dateEnd }: PrintableService): string {
  return dateEnd === undefined || dateEnd === date ? shortDate(date) : `${shortDate(date)} to ${shortDate(dateEnd)}`;
}

function columnsFor({ totals }: PrintableStatement): readonly Column[] {
  const sums: readonly (readonly [title: string, amount: (shares: PrintableSums) => string])[] = [
    ['Charge', ({ charge }) => dollars(charge)],
    ['Insurance paid', takenOff('insurancePaid')],
    ['Adjustment', takenOff('adjustments')],
    ...(totals.pending === 0 ? [] : [['Not settled yet', takenOff('pending')] as const]),
    ['You owe', ({ youOwe }) => dollars(youOwe)],
  ];
  const width = totals.pending === 0 ? 66 : 62;
  const amounts = sums.map(
    ([title, amount]): Column => ({ title, width, align: 'right', service: amount, total: amount }),
  );
  const dateWidth = 60;
  const nameWidth = page.right - page.left - dateWidth - amounts.length * width;
  return [
    { title: 'Date', width: dateWidth, align: 'left', service: datesOf, total: () => 'Total' },
    { title: 'Service', width: nameWidth, align: 'left', service: ({ name }) => name, total: () => '' },
    ...amounts,
  ];
}

const noteStyle = { size: 10, color: ink.quiet } as const;

/** What the columns mean that are not plain. */
function notesOn({ totals, insuranceName }: PrintableStatement): readonly string[] {
  const adjustment =
    'Adjustment: an amount that nobody has to pay, usually because of our agreement with your insurance.';
  const pending = `Not settled yet: we are still working with ${insuranceName} on this. You do not need to pay it now.`;
  return [...(totals.adjustments === 0 ? [] : [adjustment]), ...(totals.pending === 0 ? [] : [pending])];
}

/** The services with their sums; the heads are repeated on each page. */
export function drawServices(sheet: Sheet, statement: PrintableStatement): void {
  const columns = columnsFor(statement);
  const table = sheet.open('Table');

  const height = (texts: readonly string[], style: Style) =>
    Math.max(
      ...columns.map(({ width }, index) => sheet.height(texts[index] ?? '', { ...style, width: width - padding })),
    );
  const row = (tag: 'TH' | 'TD', texts: readonly string[], style: Style = {}) => {
    const cells = sheet.open('TR', table);
    let x: number = page.left;
    const rowHeight = height(texts, style);
    for (const [index, { width, align }] of columns.entries()) {
      const left = align === 'right' ? x + padding : x;
      sheet.tagged(tag, texts[index] ?? '', left, sheet.y, { ...style, width: width - padding, align }, cells);
      x += width;
    }
    sheet.y += rowHeight;
  };
  const heads = () => {
    row(
      'TH',
      columns.map(({ title }) => title),
      { size: 9.5, bold: true, color: ink.accent, scope: 'Column' },
    );
    sheet.rule(sheet.y + 3, ink.accent);
    sheet.y += 8;
  };

  heads();
  for (const service of statement.services) {
    const texts = columns.map((column) => column.service(service));
    if (!sheet.hasRoom(height(texts, {}) + 8)) {
      sheet.newPage();
      heads();
    }
    row('TD', texts);
    sheet.rule(sheet.y + 3);
    sheet.y += 8;
  }
  if (!sheet.hasRoom(24)) sheet.newPage();
  row(
    'TD',
    columns.map((column) => column.total(statement.totals)),
    { bold: true },
  );
  sheet.y += 6;
  for (const note of notesOn(statement)) {
    if (!sheet.hasRoom(sheet.height(note, noteStyle))) sheet.newPage();
    sheet.y += sheet.tagged('P', note, page.left, sheet.y, noteStyle);
  }
}
