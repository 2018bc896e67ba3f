/** Claim adjustment reason codes with which a scenario may deny. */
const reasonCodes = new Set(
  (
    '4 5 6 7 8 9 10 11 12 13 14 16 18 19 20 21 22 24 26 27 29 31 32 33 34 35 39 40 49 50 51 54 55 56 58 59 60 ' +
    '96 97 107 108 109 110 111 112 114 115 116 117 119 121 128 129 134 136 138 140 146 147 148 149 150 151 152 154 ' +
    '155 157 158 159 160 163 164 165 166 167 168 169 170 171 172 173 174 175 176 177 178 179 180 181 182 183 184 185 ' +
    '186 188 189 190 193 197 198 199 200 201 203 204 206 207 208 209 210 211 212 213 216 219 222 224 226 227 228 229 ' +
    '231 233 234 235 236 238 239 240 242 243 246 250 251 252 254 256 258 261 267 268 269 270 271 272 273 274 275 276 ' +
    '277 278 279 280 281 282 283 284 285 286 288 289 A1 A8 B1 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B20 B22 B23'
  ).split(' '),
);

/** Remarks (RARC) that a payer gives with a reason: of the whole claim (MOA) and of each line (LQ). */
export interface Remarks {
  readonly claim: readonly string[];
  readonly line: readonly string[];
}

const noRemarks: Remarks = { claim: [], line: [] };

const remarksByReason: Readonly<Record<string, Remarks>> = {
  '4': { claim: [], line: ['N519'] },
  '16': { claim: ['MA130'], line: ['M51'] },
  '22': { claim: ['MA04'], line: [] },
  '50': { claim: ['N115'], line: ['N115'] },
  '96': { claim: [], line: ['N130'] },
  '97': { claim: [], line: ['M15'] },
  '107': { claim: [], line: ['N122'] },
  '129': { claim: ['MA04'], line: ['N4'] },
  '148': { claim: [], line: ['N4'] },
  '197': { claim: [], line: ['M62'] },
  '226': { claim: [], line: ['M127'] },
  '227': { claim: [], line: ['N179'] },
  '234': { claim: [], line: ['N20'] },
  '250': { claim: [], line: ['M127'] },
  '251': { claim: [], line: ['M127'] },
  '252': { claim: [], line: ['M127'] },
  A1: { claim: [], line: ['N130'] },
};

export function remarksFor(reason: string): Remarks {
  return remarksByReason[reason] ?? noRemarks;
}

const groups = ['CO', 'PR', 'OA', 'PI'] as const;
export type AdjustmentGroup = (typeof groups)[number];

export interface Denial {
  readonly lines: 'all' | 'last';
  readonly group: AdjustmentGroup;
  readonly reason: string;
}

/**
 * What a member's identifier says after DENY or PARTIAL: perhaps a group code, then the longest known reason code
 * (`50`, `PR96`, `16-0007`, `CO197123`). Not medically necessary (CO-50) when it says nothing that is known.
 */
export function denialNamedBy(text: string, lines: Denial['lines']): Denial {
  const group = groups.find((code) => text.startsWith(code)) ?? 'CO';
  const code = text.startsWith(group) ? text.slice(group.length) : text;
  const reason = [3, 2, 1].map((length) => code.slice(0, length)).find((prefix) => reasonCodes.has(prefix));
  return { lines, group, reason: reason ?? '50' };
}
