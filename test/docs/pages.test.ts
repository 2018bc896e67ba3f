import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { describe, expect, test } from 'vitest';
import { codeSpans, exists, namedPaths, pages, run, textOf } from './page.ts';

test.each(pages)('%s names files that are there', (page) => {
  expect(namedPaths(page).filter((path) => !exists(path))).toEqual([]);
});

test('pages name files', () => {
  expect(pages.flatMap(namedPaths).length).toBeGreaterThan(100);
});

const writers = ['edits', 'simulator', 'ledger', 'denials', 'guides', 'openapi'];
test.each(writers)('what write-%s.ts writes is in its page', (name) => {
  expect(() => run('.', `local/docs/write-${name}.ts`, '--check')).not.toThrow();
});

test('each npm script that pages name is there', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = pages.flatMap(codeSpans).flatMap((code) => /^npm run ([\w:-]+)/.exec(code)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('each decision is listed', () => {
  const decisions = pages.filter((page) => /^docs\/decisions\/\d/.test(page));
  const listed = namedPaths('docs/decisions/README.md');
  expect(listed).toEqual(decisions);
});

describe('who may import whom', async () => {
  const { ruleSet } = await extractOptions('./.dependency-cruiser.js');
  const rules = (ruleSet?.forbidden ?? []).flatMap(({ comment = '' }) => {
    const [, folder, allowed] = /^(\S+)\/ may import (.*)$/.exec(comment) ?? [];
    return folder === undefined || allowed === undefined ? [] : [[folder, allowed] as const];
  });
  const rows = new Map(
    [...textOf('docs/architecture.md').matchAll(/^\| (`[^|]+`) \| ([^|]+) \|$/gm)].flatMap(([, from = '', to = '']) =>
      from.split(', ').map((folder) => [folder.replaceAll('`', ''), to] as const),
    ),
  );

  test.each(rules)('%s has its row', (folder) => {
    expect(rows.get(folder)).toBeDefined();
  });

  // The rows of the domain say in words what the rules list.
  const inNames = rules.filter(([folder]) => /^(functions|local|simulator)$|^shared\/(x12|guides)$/.test(folder));
  test.each(inNames)('the row of %s says what its rule does', (folder, allowed) => {
    const named = [...(rows.get(folder) ?? '').matchAll(/`([\w/]+)`/g)].map(([, name]) => name);
    const ruled = allowed.split(', ').map((path) => path.replace(/^shared\/(?=.)|\.ts$|\/$/g, ''));
    expect(named.sort()).toEqual(ruled.map((path) => path || 'shared').sort());
  });
});
