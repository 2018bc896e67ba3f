/** USPS: the states, DC, the territories and freely associated states, and the armed forces. */
const states: ReadonlySet<string> = new Set(
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP'.split(
    ' ',
  ),
);

/** Canada Post. */
const provinces: ReadonlySet<string> = new Set('AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' '));

/** Elsewhere states are another matter; `country` is that of what is not in the United States. */
export function isStateOf(country: string | undefined, state: string): boolean {
  if (country === undefined) return states.has(state);
  return country === 'CA' ? provinces.has(state) : true;
}

export function isPostalCodeOf(country: string | undefined, code: string): boolean {
  if (country === undefined) return /^\d{5}(\d{4})?$/.test(code);
  return country === 'CA' ? /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/.test(code) : true;
}
