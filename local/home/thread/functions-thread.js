import { useCompileCache } from '../../bundle/compile-cache.js';

useCompileCache();
const { answerHome } = await import('./answer-home.ts');
await answerHome();
