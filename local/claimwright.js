#!/usr/bin/env node
import { bundledProgram } from './bundle/bundled-program.js';
import { useCompileCache } from './bundle/compile-cache.js';

useCompileCache();
const bundle = bundledProgram();
await (bundle === undefined ? import('./program.ts') : import(bundle));
