export {
  type Adjustments,
  adjusted,
  CAS,
  hcpcsFormed,
  LQ,
  MIA,
  MOA,
  procedure,
  repeats,
  revenueCoded,
  revenueFormed,
  SVD,
  total,
} from './adjudication.ts';
export { isAlphanumeric } from './forms.ts';
export { list } from './list.ts';
export { DMG, N1, N3, N4, NM1, PER, PRV } from './parties.ts';
export { isCountry, isState } from './places.ts';
export { AMT, BHT, DTM, DTP, HL, LX, QTY, REF, REF_OF_PAYER, TRN } from './references.ts';
export { formed, givenIs, notNegative, past, streetAddress, wholeAddress, wholeZip } from './rules.ts';
