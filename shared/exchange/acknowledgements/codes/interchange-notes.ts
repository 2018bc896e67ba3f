/** TA105: what the receiver says of an interchange's envelope, in our own words. */
const notes: Readonly<Record<string, string>> = {
  '000': 'Nothing is wrong with the interchange.',
  '001': 'The control numbers of the interchange header and trailer (ISA13, IEA02) differ.',
  '002': 'The receiver does not support the standard that ISA11 names.',
  '003': 'The receiver does not support this version of the interchange controls (ISA12).',
  '004': 'The segment terminator is not valid.',
  '005': 'The qualifier of the sender (ISA05) is not valid.',
  '006': 'The receiver does not know the sender (ISA06).',
  '007': 'The qualifier of the receiver (ISA07) is not valid.',
  '008': 'The interchange is not for this receiver (ISA08).',
  '009': 'The receiver does not know the receiver named in ISA08.',
  '010': 'The authorization qualifier (ISA01) is not valid.',
  '011': 'The authorization (ISA02) is not valid.',
  '012': 'The security qualifier (ISA03) is not valid.',
  '013': 'The security information (ISA04) is not valid.',
  '014': 'The date of the interchange (ISA09) is not valid.',
  '015': 'The time of the interchange (ISA10) is not valid.',
  '016': 'The standards identifier (ISA11) is not valid.',
  '017': 'The version (ISA12) is not valid.',
  '018': 'The control number (ISA13) is not valid.',
  '019': 'The request for an acknowledgement (ISA14) is not valid.',
  '020': 'The usage indicator (ISA15) is neither test nor production as agreed.',
  '021': 'The number of groups (IEA01) is not valid.',
  '022': 'The control structure is not valid.',
  '023': 'The file ends before its interchange does.',
  '024': 'The content of the interchange is not valid, such as a group header that cannot be read.',
  '025': 'An interchange with this control number was received before.',
  '026': 'The element separator is not valid.',
  '027': 'The component separator (ISA16) is not valid.',
  '028': 'The delivery date of a deferred request is not valid.',
  '029': 'The delivery time of a deferred request is not valid.',
  '030': 'The delivery time code of a deferred request is not valid.',
  '031': 'The grade of service is not valid.',
};

export function interchangeNote(code: string): string {
  return notes[code] ?? `The receiver gave the note ${code}, which is none of the standard.`;
}
