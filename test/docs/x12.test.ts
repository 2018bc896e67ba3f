import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, textOf } from './page.ts';

test.each(readdirSync('examples/x12'))('docs/x12.md has %s and what it prints', (name) => {
  const path = `examples/x12/${name}`;
  const shown = `\`\`\`ts\n${textOf(path)}\`\`\`\n\nprints\n\n\`\`\`text\n${run('.', path)}\`\`\`\n`;
  expect(textOf('docs/x12.md')).toContain(shown);
});
