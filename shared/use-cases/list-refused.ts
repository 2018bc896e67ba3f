import { enrolledPractice, enterBatch, type FileRecord } from '../repositories/index.ts';
import type { Services } from './services.ts';

/** Lists an upload for a practice of which it holds a record that became no claim; where nobody can tell whose it is, for whom it was sent. */
export type RefusalLister = (practiceId: string | undefined) => Promise<void>;

/** Where nothing of an upload is taken, its practice finds it by its refused records alone. One that nobody knows has no list. */
export function refusalLister({ items, configuration }: Services, file: FileRecord): RefusalLister {
  const seen = new Set<string>();

  async function isKnown(practiceId: string): Promise<boolean> {
    if (file.sentFor?.includes(practiceId)) return true;
    if (configuration.practices.some((each) => each.practiceId === practiceId)) return true;
    return (await enrolledPractice(items, { practiceId })) !== undefined;
  }

  return async (practiceId) => {
    for (const each of practiceId === undefined ? (file.sentFor ?? []) : [practiceId]) {
      if (seen.has(each)) continue;
      seen.add(each);
      if (await isKnown(each)) await enterBatch(items, { practiceId: each }, file);
    }
  };
}
