import type { Standard } from '../../x12/notation.ts';

/** The segments of X12's 837 (005010), for professional, dental and institutional claims alike. */
export const standard837: Standard = {
  // biome-ignore format: a table
  segments: [
    'BHT', 'REF', 'NM1', 'N2', 'N3', 'N4', 'PER', 'HL', 'PRV', 'SBR', 'PAT', 'DTP', 'CUR', 'DMG', 'CLM', 'CL1', 'DN1', 'DN2',
    'PWK', 'CN1', 'DSB', 'UR', 'AMT', 'K3', 'NTE', 'CR1', 'CR2', 'CR3', 'CR4', 'CR5', 'CR6', 'CR7', 'CR8', 'CRC', 'HI', 'QTY', 'HCP',
    'HSD', 'CAS', 'OI', 'MIA', 'MOA', 'LX', 'SV1', 'SV2', 'SV3', 'TOO', 'SV4', 'SV5', 'SV6', 'SV7', 'MEA', 'PS1', 'IMM', 'LIN', 'CTP',
    'SVD', 'LQ', 'FRM',
  ],
  mandatory: ['BHT', 'HL', 'FRM'],
};
