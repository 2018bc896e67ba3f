import type { Group, Interchange, Transaction } from './envelope.ts';
import type { Issue, Place } from './issue.ts';
import type { TakeItem } from './open-transaction.ts';
import type { Envelope } from './places.ts';

/** Takes what was read. With `item` the items leave one by one and nothing else is kept. */
export interface Receiver {
  /** Whether what is read must remember how each segment stood, so that it can be written as it came. */
  readonly remembers?: boolean;
  /** Everything that is wrong, save what items carry themselves. `carried`: some item has it among its surroundings. */
  readonly issue: (issue: Issue, carried: boolean) => void;
  /** What has opened; the same object closes later, and has more in it then. */
  readonly interchange?: (interchange: Interchange, place: Place) => void;
  readonly group?: (group: Group) => void;
  /** What has closed. */
  readonly transaction?: (transaction: Transaction, envelope: Envelope) => void;
  readonly item?: TakeItem;
}
