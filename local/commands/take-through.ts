import type { Home } from '../home/home.ts';
import { type Progress, showProgress } from './progress.ts';
import { type Upload, upload } from './upload.ts';

/** One file after the other, so that which came first is never a matter of chance; then time passes. */
export async function takeThrough(
  home: Home,
  uploads: readonly Upload[],
  begin: Date | undefined,
  progress: Progress = showProgress(home),
): Promise<void> {
  // What an earlier run left undone comes first; time that has passed meanwhile passes before anything new arrives.
  await home.time.settle();
  if (home.time.isVirtual && begin !== undefined && begin > home.time.now())
    await home.time.advanceTo(begin, progress.update);
  for (const file of uploads) {
    await upload(home, file);
    await home.time.settle();
    progress.update();
  }
  await home.time.run(progress.update);
  progress.stop();
}
