import type { BillingProvider, Finding, Practice } from '../claims/index.ts';
import { isNpi } from '../npi.ts';
import { enrolledPractice, type FileRecord, practicesUnderTaxId } from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Services } from './services.ts';

/** Whose a claim of an 837 is, by who bills for it; the problem says why nobody can tell. */
export type PracticeFinder = (billingProvider: BillingProvider) => Promise<Result<Practice, Finding>>;

/**
 * Tells whose the claims of an upload are, in their order. A right NPI names its practice. Where the NPI is wrong, or is
 * nobody's that is configured, the tax id does, so that a claim is in the same books before and after its NPI is
 * mended. What this very file makes known counts from its place on alone, however often the file is read.
 */
export function practiceFinder(services: Services, file: FileRecord): PracticeFinder {
  const { items, ids, configuration } = services;
  const found = new Map<string, Result<Practice, Finding>>();
  /** Of those found in this file: the practices that nobody configured. */
  const met: Practice[] = [];

  function isSentFor({ practiceId }: Practice): boolean {
    return file.sentFor?.includes(practiceId) !== false;
  }

  /** The practice that is known by its tax id alone. That may be a person's social security number, and practice ids travel. */
  function withoutNpi({ npi: _wrong, ...billingProvider }: BillingProvider): Practice {
    const { taxId } = billingProvider;
    return { practiceId: `tax-${ids.derive(12, 'practice', taxId).toLowerCase()}`, billingProvider };
  }

  async function isKnown({ practiceId }: Practice): Promise<boolean> {
    if (met.some((practice) => practice.practiceId === practiceId)) return true;
    return (await enrolledPractice(items, { practiceId })) !== undefined;
  }

  async function ofNpi(npi: string, billingProvider: BillingProvider): Promise<Practice> {
    const practice = { practiceId: `npi-${npi}`, billingProvider };
    if (file.sentFor?.includes(practice.practiceId) || (await isKnown(practice))) return practice;
    const [named, ...others] = configured(billingProvider);
    if (named !== undefined) return others.length === 0 ? named : practice;
    // Claims of it came before without an NPI that was right.
    const nameless = withoutNpi(billingProvider);
    return hasTaxId(billingProvider) && (await isKnown(nameless)) ? nameless : practice;
  }

  async function ofTaxId(billingProvider: BillingProvider): Promise<Practice | undefined> {
    const nameless = withoutNpi(billingProvider);
    if (!hasTaxId(billingProvider)) return nameless;
    const practices = configured(billingProvider);
    if (practices.length === 0) {
      const known = await practicesUnderTaxId(items, billingProvider.taxId, file);
      practices.push(...met.filter((each) => isSameTaxId(each, billingProvider)), ...known);
    }
    const named = new Map(practices.map((practice) => [practice.practiceId, practice]));
    if (named.size > 1) return named.get(nameless.practiceId);
    return practices[0] ?? nameless;
  }

  function configured(billingProvider: BillingProvider): Practice[] {
    return configuration.practices.filter((practice) => isSentFor(practice) && isSameTaxId(practice, billingProvider));
  }

  async function find(billingProvider: BillingProvider): Promise<Practice | undefined> {
    const { npi } = billingProvider;
    if (npi === undefined || !isNpi(npi)) return ofTaxId(billingProvider);
    return configuration.practices.find((each) => each.billingProvider.npi === npi) ?? ofNpi(npi, billingProvider);
  }

  return async (billingProvider) => {
    const { npi = '', taxId } = billingProvider;
    const key = `${npi} ${taxId}`;
    const before = found.get(key);
    if (before !== undefined) return before;
    const practice = await find(billingProvider);
    const result = practice === undefined ? failed(inDoubt) : ok(practice);
    found.set(key, result);
    const isConfigured = configuration.practices.some((each) => each.practiceId === practice?.practiceId);
    if (practice !== undefined && !isConfigured && isSentFor(practice)) met.push(practice);
    return result;
  };
}

const inDoubt: Finding = {
  code: 'practice-in-doubt',
  severity: 'error',
  field: 'billingProvider.npi',
  message:
    "The billing provider's NPI (loop 2010AA, NM109) is missing or its check digit is wrong, and its tax id is that of several practices: correct the NPI and send the claim again.",
};

function hasTaxId({ taxId }: BillingProvider): boolean {
  return taxId.trim() !== '';
}

function isSameTaxId({ billingProvider: { taxId } }: Practice, other: BillingProvider): boolean {
  return hasTaxId(other) && taxId.replaceAll('-', '') === other.taxId.replaceAll('-', '');
}
