/** How much is tried of what would take long to try in full: a few with `npm test`, many with `npm run test:many`. */
export const sample = (few: number, many: number): number => (process.env['SAMPLES'] === 'many' ? many : few);
