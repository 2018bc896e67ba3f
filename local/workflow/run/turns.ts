/** How many transitions make a turn: then the home's other workers get theirs. */
const transitionsATurn = 2_000;

export interface Work {
  /** The branches that have something to do now, the longest due first. */
  readonly ready: (most: number) => readonly number[];
  readonly work: (branch: number, mayGoOn: () => boolean) => Promise<void>;
  readonly concurrency: number;
}

/** Gives a function that works on all that is ready, `concurrency` branches at a time, and tells whether it did any. */
export function turns({ ready, work, concurrency }: Work): () => Promise<boolean> {
  async function turn(): Promise<boolean> {
    const underWay = new Map<number, Promise<void>>();
    const problems: unknown[] = [];
    let worked = false;
    let left = transitionsATurn;
    const mayGoOn = () => {
      left -= 1;
      return left > 0;
    };
    let ended = Promise.withResolvers<void>();
    const start = (branch: number) => {
      const done = work(branch, mayGoOn)
        .catch((problem: unknown) => {
          problems.push(problem);
        })
        .then(() => {
          left -= 1;
          underWay.delete(branch);
          ended.resolve();
        });
      underWay.set(branch, done);
    };

    for (;;) {
      if (left > 0 && problems.length === 0) {
        for (const branch of ready(concurrency + underWay.size)) {
          if (underWay.size < concurrency && !underWay.has(branch)) start(branch);
        }
      }
      if (underWay.size === 0) break;
      worked = true;
      await ended.promise;
      ended = Promise.withResolvers();
    }
    if (problems.length > 0) throw problems[0];
    return worked;
  }

  let turning: Promise<boolean> | undefined;
  return () => {
    turning ??= turn().finally(() => {
      turning = undefined;
    });
    return turning;
  };
}
