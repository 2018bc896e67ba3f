import { useCompileCache } from '../../compile-cache.js';

useCompileCache();
const { answerStores } = await import('./answer-stores.ts');
answerStores();
