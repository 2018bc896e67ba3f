import { audited } from './audited.ts';
import { heldList } from './held-list.ts';
import { heldText } from './held-text.ts';
import type { Options } from './options.ts';
import { openShownHome } from './shown-home.ts';

/** `held`: what waits for a person, by status, and how to mend it. */
export async function held(options: Options, out: (text: string) => void): Promise<number> {
  const home = openShownHome(options.folder);
  try {
    const { items, shown } = audited(home, 'held');
    const list = await heldList({ items }, options);
    await shown();
    out(options.json ? `${JSON.stringify(list, undefined, 2)}\n` : heldText(list));
    return 0;
  } finally {
    home.close();
  }
}
