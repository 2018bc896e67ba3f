/** What JSONata 2.0.6, which Step Functions runs, brings along and this engine evaluates alike. */
export const knownFunctions: ReadonlySet<string> = new Set(
  `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match
  contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power
  boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type
  sort distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl fromMillis`.split(
    /\s+/,
  ),
);

const elsewhere = 'is known to Step Functions alone, not to JSONata';
const unrepeatable = 'gives something else each time, so an execution could not be repeated';

export const refusedFunctions: Readonly<Record<string, string>> = {
  now: unrepeatable,
  millis: unrepeatable,
  uuid: unrepeatable,
  random: unrepeatable,
  shuffle: unrepeatable,
  toMillis: 'may read the present time',
  eval: 'does not exist on Step Functions',
  clone: 'does not exist on Step Functions',
  parse: elsewhere,
  partition: elsewhere,
  range: elsewhere,
  hash: elsewhere,
};
