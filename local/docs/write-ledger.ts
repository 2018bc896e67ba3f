import { accounts } from '../../shared/ledger/index.ts';
import { adjustmentRules } from '../../shared/remittance/index.ts';
import { writeTables } from './generated-table.ts';

/** Lists the accounts and where adjustments go in docs/ledger.md: `node local/docs/write-ledger.ts [--check]`. */
writeTables('ledger.md', [
  {
    name: 'accounts',
    head: ['Account', 'What it holds'],
    rows: Object.entries(accounts).map(([account, holds]) => [`\`${account}\``, holds]),
  },
  {
    name: 'adjustments',
    head: ['', 'The first of these that fits', 'Account'],
    rows: adjustmentRules.map(({ says, account }, index) => [String(index + 1), says, `\`${account}\``]),
  },
]);
