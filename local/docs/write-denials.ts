import { denialCategories, denialRoutes } from '../../shared/denials/index.ts';
import { writeTables } from './generated-table.ts';

/** Lists the categories and their reasons in docs/denials.md: `node local/docs/write-denials.ts [--check]`. */
writeTables('denials.md', [
  {
    name: 'categories',
    head: ['Category', 'Queue', 'What is usually to be done'],
    rows: Object.entries(denialCategories).map(([category, todo]) => [category, `\`denial-${category}\``, todo]),
  },
  {
    name: 'reasons',
    head: ['CARC', 'RARC', 'What it means here', 'Category'],
    rows: denialRoutes
      .toSorted((left, right) => left.reasonCode.localeCompare(right.reasonCode, 'en', { numeric: true }))
      .map(({ reasonCode, remarkCode = '', says, category }) => [reasonCode, remarkCode, says, category]),
  },
]);
