import { useCompileCache } from './compile-cache.js';

// After an install: the first start then finds everything compiled, and answers within a second too.
useCompileCache();
await Promise.all([
  import('./commands/start-on.ts'),
  import('./commands/act.ts'),
  import('./commands/held.ts'),
  import('./http/serve.ts'),
  import('./home/functions.ts'),
  import('./home/thread/answer-home.ts'),
]);
