export { type Claim837I, claim837i } from './guide.ts';
