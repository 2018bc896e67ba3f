import { heldList } from './held-list.ts';
import { heldText } from './held-text.ts';
import type { Options } from './options.ts';
import { openShownHome } from './shown-home.ts';

/** `held`: what waits for a person, by status, and how to mend it. */
export async function held({ folder, json }: Options, out: (text: string) => void): Promise<number> {
  const home = openShownHome(folder);
  try {
    const list = await heldList(home);
    out(json ? `${JSON.stringify(list, undefined, 2)}\n` : heldText(list));
    return 0;
  } finally {
    home.close();
  }
}
