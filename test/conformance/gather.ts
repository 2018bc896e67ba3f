/** All that comes. (`Array.fromAsync` is not in the library that the types are checked against.) */
export async function gather<Value>(values: AsyncIterable<Value> | Iterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
