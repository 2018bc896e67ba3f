export { billedServiceKey } from './billed-service.ts';
export type { Edit, ScrubContext } from './edit.ts';
export type { EditCode } from './edit-codes.ts';
export { placeOfServiceCodes } from './place-of-service-codes.ts';
export { edits, scrub } from './scrub.ts';
