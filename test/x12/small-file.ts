export const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0304*^*00501*000000007*0*T*:';

/** Two claims of a subscriber and one of a patient, one segment a line. Lines are counted from the ST. */
export const smallClaims = `
BHT*0019*0304
HL*1**20*1
NM1*85*2*CLINIC
N3*1 MAIN
HL*2*1*22*1
NM1*IL*1*DOE*JO*MI*M1
NM1*PR*2*PAYER
CLM*C1*100**11:B:1*A
DTP*431*D8*20260101
REF*G1*AUTH
HI*ABK:J20*ABF:R05
NM1*82*1*ROE**XX*99
LX*1
SV1*HC:99213:25*60*1*1^2
DTP*472*D8*20260101
CAS*CO*45*10.00*1*253*0.50
LX*2
SV1*HC:85025*40.00*1.0
DTP*472*RD8*20260101-20260102
REF*6R*L2
CLM*C2*12.5**11:B:7
REF*F8*P2
HI*ABK:J20
LX*1
SV1*HC:99212*12.5*2
DTP*472*D8*20260102
HL*3*2*23*0
NM1*QC*1*DOE*KIM
CLM*C3*0**11::1
HI*ABK:J20
NM1*77*2*LAB
N3*2 MAIN
LX*1
SV1*HC:99211*0*1
DTP*472*D8*20260103
`
  .trim()
  .split('\n');

/** Puts the segments of one transaction set into an envelope that is right. */
export function inEnvelope(segments: readonly string[], end = '~\n'): string {
  return enveloped([['ST*837*0001*005010T1', ...segments, `SE*${segments.length + 2}*0001`]], end);
}

/** One group with whole transaction sets. */
export function enveloped(transactions: readonly (readonly string[])[], end = '~\n'): string {
  const group = ['GS*HC*S*R*20260103*0304*5*X*005010T1'.replace('S*R', 'SS*RR'), ...transactions.flat()];
  return [isa, ...group, `GE*${transactions.length}*5`, 'IEA*1*000000007'].map((text) => text + end).join('');
}

export const smallFile = inEnvelope(smallClaims);
