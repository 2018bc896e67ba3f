/** Does the work for each, one after the other. One that fails holds up no other; the first problem is thrown at the end. */
export async function eachInTurn<Each>(
  all: Iterable<Each> | AsyncIterable<Each>,
  work: (each: Each) => Promise<void>,
): Promise<void> {
  const problems: unknown[] = [];
  for await (const each of all) {
    try {
      await work(each);
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw problems[0];
}
