#!/usr/bin/env node
// A Lambda runtime of our own that stands for every task function: it asks the test what the function that is meant
// answers to this call. MiniStack's Node runtime loses the name of an error; here it is told.
const invocations = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

for (;;) {
  const next = await fetch(`${invocations}/next`);
  if (!next.ok) break;
  const call = `${invocations}/${next.headers.get('lambda-runtime-aws-request-id')}`;
  const answer = await fetch(process.env.MOCKS_URL, { method: 'POST', body: await next.text() });
  const { throws, returns } = await answer.json();
  if (throws === undefined) await fetch(`${call}/response`, { method: 'POST', body: JSON.stringify(returns) });
  else await fetch(`${call}/error`, { method: 'POST', body: JSON.stringify({ errorType: throws, errorMessage: '' }) });
}
