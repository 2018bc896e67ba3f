import type { Condition } from './compile-segment.ts';
import { pad } from './element-names.ts';
import type { Remedy } from './issue.ts';

export interface BrokenCondition {
  /** The element at fault: the first that is missing, or one too many. */
  readonly element: number;
  readonly message: string;
  readonly must: Remedy['must'];
}

/** Whether a relational condition of the standard is broken, and how to mend it. `texts` starts with the segment id. */
export function brokenCondition(
  id: string,
  condition: Condition,
  texts: readonly string[],
): BrokenCondition | undefined {
  const { type, elements } = condition;
  const present = elements.reduce((count, at) => count + (texts[at] ? 1 : 0), 0);
  const all = elements.length;
  const first = elements[0] ?? 0;
  const lacking = () => elements.find((at) => !texts[at]) ?? first;
  const names = () => elements.map((at) => `${id}${pad(at)}`);
  switch (type) {
    case 'P':
      if (present === 0 || present === all) return undefined;
      return { must: 'come', element: lacking(), message: `${names().join(' and ')} must be present together.` };
    case 'R':
      if (present > 0) return undefined;
      return { must: 'come', element: first, message: `One of ${names().join(', ')} must be present.` };
    case 'E':
      if (present < 2) return undefined;
      return {
        must: 'go',
        element: elements.filter((at) => texts[at])[1] ?? first,
        message: `Only one of ${names().join(', ')} may be present.`,
      };
    case 'C': {
      if (!texts[first] || present === all) return undefined;
      const [head = '', ...others] = names();
      return { must: 'come', element: lacking(), message: `${others.join(' and ')} must be present when ${head} is.` };
    }
    case 'L': {
      if (!texts[first] || present > 1) return undefined;
      const [head = '', ...others] = names();
      return {
        must: 'come',
        element: lacking(),
        message: `One of ${others.join(', ')} must be present when ${head} is.`,
      };
    }
  }
}
