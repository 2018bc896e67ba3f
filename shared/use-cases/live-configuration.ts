import type { Configuration } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import {
  type ConfigurationEntry,
  changeEnrolledPractice,
  dropConfigurationEntry,
  keepConfigurationEntry,
  withKeptEntries,
} from '../repositories/index.ts';
import type { Services } from './services.ts';

/** A configuration that reads itself anew: who holds it sees what is changed. */
export interface LiveConfiguration extends Configuration {
  /** What holds again where a change is taken back. */
  readonly file: Configuration;
  /** Reads what the store keeps of it. */
  refresh(): Promise<void>;
}

/**
 * The configuration of a file, with what the store keeps beside it once `refresh` was called; `onRefresh` lets others that
 * hold one of their own do the same.
 */
export function liveConfiguration(
  items: Items,
  file: Configuration,
  onRefresh?: () => Promise<void>,
): LiveConfiguration {
  let current = file;
  return {
    file,
    tradingPartners: file.tradingPartners,
    get practices() {
      return current.practices;
    },
    get payers() {
      return current.payers;
    },
    get providers() {
      return current.providers;
    },
    async refresh() {
      current = await withKeptEntries(items, file);
      await onRefresh?.();
    },
  };
}

/** Changes or adds a practice, payer or provider from now on: claims that are on their way are judged by what it says then. */
export async function configure(services: Services, entry: ConfigurationEntry): Promise<void> {
  await keepConfigurationEntry(services.items, entry);
  if (entry.kind === 'practice') await changeEnrolledPractice(services.items, entry.value);
  await services.configuration.refresh?.();
}

/**
 * Takes back what was changed or added: what the file says of it holds again. Claims that are here go on: they have their
 * payer's name and their practice as it was, and a payer that nothing is said of is taken as one usually is. False when
 * nothing was changed or added.
 */
export async function unconfigure(
  services: Services,
  kind: ConfigurationEntry['kind'],
  name: string,
): Promise<boolean> {
  if (!(await dropConfigurationEntry(services.items, kind, name))) return false;
  await services.configuration.refresh?.();
  const practice = services.configuration.practices.find(
    ({ practiceId }) => kind === 'practice' && practiceId === name,
  );
  if (practice !== undefined) await changeEnrolledPractice(services.items, practice);
  return true;
}
