import { useCompileCache } from '../../bundle/compile-cache.js';

useCompileCache();
const { answerStores } = await import('./answer-stores.ts');
answerStores();
