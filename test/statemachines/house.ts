import { existsSync, readdirSync } from 'node:fs';

/** What the placeholders of a machine may name. */
export interface House {
  /** Folder in functions/ → whether its handler.ts exports createHandler. */
  readonly functions: ReadonlyMap<string, boolean>;
  readonly machines: ReadonlySet<string>;
}

const extension = '.asl.json';

export const machineNames: readonly string[] = readdirSync('statemachines')
  .filter((file) => file.endsWith(extension))
  .map((file) => file.slice(0, -extension.length));

export async function readHouse(): Promise<House> {
  const functions = new Map<string, boolean>();
  for (const folder of readdirSync('functions')) {
    if (!existsSync(`functions/${folder}/handler.ts`)) continue;
    const handler: object = await import(`../../functions/${folder}/handler.ts`);
    functions.set(folder, 'createHandler' in handler && typeof handler.createHandler === 'function');
  }
  return { functions, machines: new Set(machineNames) };
}
