import { scenarios } from '../../simulator/index.ts';
import { writeTables } from './generated-table.ts';

/** Lists the scenarios in docs/simulator.md: `node local/docs/write-simulator.ts [--check]`. */
writeTables('simulator.md', [
  {
    name: 'scenarios',
    head: ['Member id begins with', 'What happens'],
    rows: scenarios.map(({ code, says }) => [`\`${code}\``, says]),
  },
]);
