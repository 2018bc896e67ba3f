import { codeList } from '../code-list.ts';

/** USPS: the states, DC, the territories and freely associated states, and the armed forces. */
const states: ReadonlySet<string> = new Set(
  codeList(
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK',
    'OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP',
  ),
);

/** Canada Post. */
const provinces: ReadonlySet<string> = new Set(codeList('AB BC MB NB NL NS NT NU ON PE QC SK YT'));

/** ISO 3166-1, of two letters. */
const countries: ReadonlySet<string> = new Set(
  codeList(
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ',
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO',
    'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE',
    'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO',
    'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW',
    'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM',
    'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
  ),
);

export function isCountry(code: string): boolean {
  return countries.has(code);
}

/** A state of the USA or a province of Canada; without a country either will do. */
export function isState(code: string, country: string | undefined): boolean {
  return (country !== 'CA' && states.has(code)) || (country !== 'US' && provinces.has(code));
}

const zip = /^\d{5}(?:\d{4})?$/;
const canadian = /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/;

/** A ZIP code without its hyphen or a Canadian postal code, as state and country want. */
export function isPostalCode(code: string, state: string | undefined, country: string | undefined): boolean {
  const inCanada = country === 'CA' || (country === undefined && state !== undefined && provinces.has(state));
  return (inCanada ? canadian : zip).test(code);
}
