export { Simulation as SimulationSchema, type SimulationInput } from './configuration.ts';
export { memoryStore } from './memory-store.ts';
export { scenarios } from './scenarios.ts';
export { ClaimStatusNotSupported, openSimulator, type Simulator } from './simulator.ts';
export type { Change, Json, SimulatorStore } from './store.ts';
