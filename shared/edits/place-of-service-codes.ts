/** CMS place of service codes, as of 2025: 27 outreach site since 2023-10, 66 PACE centre since 2024-08. */
export const placeOfServiceCodes: ReadonlySet<string> = new Set(
  '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 54 55 56 57 58 60 61 62 65 66 71 72 81 99'.split(
    ' ',
  ),
);
