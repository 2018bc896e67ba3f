import { type Clearinghouse, NotOffered, type Objects } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';

/**
 * A clearinghouse that exchanges files through the object store, as AWS Transfer Family and many clearinghouses do: what
 * we send lies under `mailbox/`; what they put under `clearinghouse/` arrives by itself.
 */
export function mailboxClearinghouse(objects: Objects): Clearinghouse {
  const noQuestions = () => Promise.reject(new NotOffered('this clearinghouse takes files alone'));
  return {
    async send(name, bytes) {
      const stored = await objects.putIfAbsent(`mailbox/${name}`, bytes);
      if (stored === 'exists-different') throw new SafeError('a file of this name was sent before with other content');
    },
    collect: async () => [],
    collected: async () => undefined,
    askEligibility: noQuestions,
    askClaimStatus: noQuestions,
  };
}
