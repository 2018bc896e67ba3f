import { readFileSync } from 'node:fs';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { encodeText, readFile, rewrite } from '../../shared/x12/index.ts';

const bytes = readFileSync('examples/claims/surgical-group.837');
const written = encodeText(rewrite(readFile(bytes, [claim837p])));
console.log(`the same bytes: ${Buffer.compare(bytes, written) === 0}`);
