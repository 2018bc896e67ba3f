/** Closed lists of the 837. */

/** How a patient is related to the subscriber (PAT01): 01 spouse, 19 child, 20 employee, 53 life partner, G8 other … */
export const relationshipCodes = ['01', '19', '20', '21', '39', '40', '53', 'G8'] as const;

/** What kind of plan it is (SBR09): CI commercial, MB Medicare Part B, MC Medicaid, BL Blue Cross … */
export const claimFilingCodes = [
  ...(['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM'] as const),
  ...(['MA', 'MB', 'MC', 'OF', 'TV', 'VA', 'WC', 'ZZ'] as const),
] as const;

/** What a service is counted in (SV103): units or minutes. */
export const unitCodes = ['UN', 'MJ'] as const;
