import type { Configuration } from './configuration.ts';
import { nearestName } from './edit-distance.ts';

/**
 * That a configured practice bills a payer which is not, with the one that may be meant; undefined where that is nothing
 * to wonder at: the payers of a practice that nobody configured are taken from what it sends, and so are all where none is.
 */
export function payerNotConfigured(
  { practices, payers }: Pick<Configuration, 'practices' | 'payers'>,
  practiceId: string,
  payerId: string,
): { readonly near: string | undefined } | undefined {
  const ids = payers.map((payer) => payer.payerId);
  if (ids.length === 0 || ids.includes(payerId) || payerId.trim() === '') return undefined;
  if (!practices.some((practice) => practice.practiceId === practiceId)) return undefined;
  return { near: nearestName(payerId, ids) };
}
