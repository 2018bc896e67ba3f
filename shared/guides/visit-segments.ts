import { type Memory, memoryOf } from '../x12/memory.ts';

/** Visits the segments of a value that was read, as they stood in the file. */
export function visitSegments(value: unknown, visit: (segment: Memory) => void): void {
  if (typeof value !== 'object' || value === null) return;
  const memory = memoryOf(value);
  if (memory) visit(memory);
  else for (const inner of Object.values(value)) visitSegments(inner, visit);
}
