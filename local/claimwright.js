#!/usr/bin/env node
import { useCompileCache } from './compile-cache.js';

useCompileCache();
await import('./program.ts');
