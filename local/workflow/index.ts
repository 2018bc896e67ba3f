export { MachineRefused } from './definition/machine-refused.ts';
export { type Engine, type EngineOptions, openEngine } from './engine.ts';
export type { HistoryEvent } from './journal/history-events.ts';
export { schema as journalSchema } from './journal/schema.ts';
