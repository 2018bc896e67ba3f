import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The pages that people read, by path. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...globSync(['docs/**/*.md', 'examples/*.md'], { cwd: root }).sort(),
];

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** What stands in fences of a language, one text for each. */
export function fenced(page: string, language: string): string[] {
  return [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text = '']) => text,
  );
}

/** The code spans of a page, those in fences apart. */
export function codeSpans(page: string): string[] {
  const prose = textOf(page).replace(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

const ourFolders = /^(\.ci|bench|docs|examples|functions|infra|local|shared|simulator|statemachines|test)\//;

/** Folders that the import rules have a place for and that nothing is in yet. */
const planned: ReadonlySet<string> = new Set(['functions/adapters', 'shared/denials', 'shared/reports']);

/** Files and folders of ours that a page names in code spans, and where its relative links lead. */
export function namedPaths(page: string): string[] {
  const named = codeSpans(page).filter((code) => ourFolders.test(code) && !/[\s<>*…]/.test(code) && !planned.has(code));
  const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)];
  return [...named, ...links.map(([, link = '']) => join(dirname(page), link))];
}

export function exists(path: string): boolean {
  const whole = join(root, path);
  return existsSync(whole) && (!path.endsWith('/') || statSync(whole).isDirectory());
}

/** Runs a script of ours in a folder; its standard output. */
export function run(cwd: string, script: string, ...words: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, script), ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
