import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const requirementsFile = join(import.meta.dirname, 'requirements.txt');
export const ministackFolder = join(import.meta.dirname, '../../.tools/ministack');
/** Written last: says which requirements have been installed whole. */
const installedFile = join(ministackFolder, 'installed.txt');
export const ministackProgram = join(ministackFolder, 'venv/bin/ministack');

function isInstalled(requirements: string): boolean {
  return existsSync(installedFile) && readFileSync(installedFile, 'utf8') === requirements;
}

function run(program: string, words: readonly string[], advice: string): void {
  try {
    execFileSync(program, words, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    throw new Error(`${program} ${words.join(' ')} failed: ${advice}`, { cause: error });
  }
}

/**
 * Installs the pinned MiniStack into a virtual environment under `.tools/`, unless it is there.
 * @throws when there is no Python 3.10 or newer with the module venv, or when the packages cannot be had
 */
export function installMinistack(): void {
  const requirements = readFileSync(requirementsFile, 'utf8');
  if (isInstalled(requirements)) return;
  const needsPython =
    'the tests on AWS run on MiniStack, which needs python3 (3.10 or newer) with venv: install it (on Debian and ' +
    'Ubuntu: python3 and python3-venv), or set AWS_ENDPOINT_URL or AWS_PROFILE to run them elsewhere';
  run('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'], needsPython);
  rmSync(ministackFolder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', join(ministackFolder, 'venv')], needsPython);
  const python = join(ministackFolder, 'venv/bin/python');
  run(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--requirement', requirementsFile],
    'pip could not install what test/aws/requirements.txt names: look whether the package index can be reached',
  );
  writeFileSync(installedFile, requirements);
}
