/** What a field is to whoever reads it: numbers, so that the code that reads them all finds its way by a table. */

export const unused = 0;
export const text = 1;
export const shortText = 2;
export const listedCode = 3;
export const packedCode = 4;
export const longCode = 5;
export const money = 6;
export const whole = 7;
export const decimal = 8;
export const day = 9;
export const shortDay = 10;
export const time = 11;
/** After a field that names its form, or may. */
export const period = 12;
export const periodOfAnyForm = 13;
/** From here on it is no simple value. */
export const composite = 14;
export const repeat = 15;
/** From here on it takes several elements. */
export const series = 16;
export const groups = 17;
