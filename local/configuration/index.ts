export { loadConfiguration, loadSimulation } from './load-configuration.ts';
