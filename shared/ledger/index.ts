export { type Account, accounts } from './account.ts';
export {
  type Balances,
  balances,
  type JournalEntry,
  journalEntry,
  type Posting,
  transfer,
} from './journal-entry.ts';
export { moneyOfAll, type WhereTheMoneyStands, whereTheMoneyStands } from './where-the-money-stands.ts';
