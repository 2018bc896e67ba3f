import { sep } from 'node:path';

/** How a person calls the program: by its name where it is installed as a package, through npm in the repository. */
export const calledAs = import.meta.dirname.includes(`${sep}node_modules${sep}`)
  ? 'claimwright'
  : 'npm run claimwright --';
