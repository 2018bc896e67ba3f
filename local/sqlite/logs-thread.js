import { parentPort, workerData } from 'node:worker_threads';
import { useCompileCache } from '../bundle/compile-cache.js';

useCompileCache();
const { keepLogsShort } = await import('./checkpoints.ts');
const logs = keepLogsShort(workerData);
parentPort.once('message', () => logs.stop());
