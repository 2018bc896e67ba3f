import { edits } from '../../shared/edits/index.ts';
import { writeTables } from './generated-table.ts';

/** Lists the edits in docs/edits.md: `node local/docs/write-edits.ts [--check]`. */
writeTables('edits.md', [
  {
    name: 'edits',
    head: ['Code', 'Severity', 'What it says'],
    rows: edits.map(({ code, severity, sentence }) => [`\`${code}\``, severity, sentence]),
  },
]);
