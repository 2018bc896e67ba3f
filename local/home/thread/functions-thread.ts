import { useCompileCache } from '../../compile-cache.ts';

useCompileCache();
const { answerHome } = await import('./answer-home.ts');
await answerHome();
