import type {
  ElementErrorCode,
  GroupErrorCode,
  SegmentErrorCode,
  TransactionErrorCode,
} from '../../../guides/acknowledgement-999.ts';

/** What a 999 says is wrong, in our own words. */

/** IK304 */
export const segmentErrors = {
  '1': 'The receiver does not know this segment.',
  '2': 'The segment was not expected here.',
  '3': 'A mandatory segment is missing.',
  '4': 'The loop occurs too often.',
  '5': 'The segment occurs too often.',
  '6': 'The segment is not part of this transaction set.',
  '7': 'The segment is out of order.',
  '8': 'An element of the segment is wrong.',
  I4: 'The guide does not use this segment.',
  I6: 'The situation asks for a segment that is missing.',
  I7: 'A loop that the guide requires is missing or occurs too seldom.',
  I8: 'A segment that the guide requires is missing or occurs too seldom.',
  I9: 'The situation does not allow this segment.',
} as const satisfies Record<SegmentErrorCode, string>;

/** IK403 */
export const elementErrors = {
  '1': 'A required element is missing.',
  '2': 'An element that another one makes necessary is missing.',
  '3': 'The segment has too many elements.',
  '4': 'The value is too short.',
  '5': 'The value is too long.',
  '6': 'The value holds a character that is not allowed.',
  '7': 'The code is not valid.',
  '8': 'The date is not valid.',
  '9': 'The time is not valid.',
  '10': 'Elements that exclude each other are both there.',
  '11': 'The element repeats too often.',
  '12': 'The element repeats too often.',
  '13': 'The element has too many components.',
  I6: 'The code is not one that the guide uses here.',
  I9: 'The situation asks for an element that is missing.',
  I10: 'The guide does not use this element.',
  I11: 'The element repeats less often than the guide requires.',
  I12: 'The value does not follow the pattern that the guide requires.',
  I13: 'The situation does not allow this element.',
} as const satisfies Record<ElementErrorCode, string>;

/** IK502–06 */
export const transactionErrors = {
  '1': 'The receiver does not support this transaction set.',
  '2': 'The trailer of the transaction set (SE) is missing.',
  '3': 'The control numbers of the transaction set (ST02, SE02) differ.',
  '4': 'The number of segments (SE01) is not the one that was counted.',
  '5': 'One or more segments are wrong.',
  '6': 'The transaction set identifier (ST01) is missing or not valid.',
  '7': 'The control number of the transaction set (ST02) is missing or not valid.',
  '8': 'The authentication key name is not known.',
  '9': 'The encryption key name is not known.',
  '10': 'The requested service is not available.',
  '11': 'The security recipient is not known.',
  '12': 'The message length is not right.',
  '13': 'The message authentication failed.',
  '15': 'The security trailer does not fit the header.',
  '16': 'The encoding of the secured content cannot be read.',
  '17': 'The security version is not supported.',
  '18': 'The transaction set is not in the functional group that it belongs to.',
  '19': 'The hash value is not valid.',
  '23': 'The control number of the transaction set (ST02) is not unique in its group.',
  '24': 'The security level does not fit.',
  '25': 'The security header does not fit the trailer.',
  '26': 'The security service is not supported.',
  '27': 'The security information is missing.',
  I5: 'The transaction set does not follow the guide: one or more segments are wrong.',
  I6: 'The guide named in ST03 is not supported or not the one of the group.',
} as const satisfies Record<TransactionErrorCode, string>;

/** AK905–09 */
export const groupErrors = {
  '1': 'The receiver does not support this functional group.',
  '2': 'The receiver does not support this version of the group (GS08).',
  '3': 'The trailer of the group (GE) is missing.',
  '4': 'The control numbers of the group (GS06, GE02) differ.',
  '5': 'The number of transaction sets (GE01) is not the one that was counted.',
  '6': 'The control number of the group (GS06) is not valid.',
  '10': 'The authentication key name is not known.',
  '11': 'The encryption key name is not known.',
  '12': 'The requested service is not available.',
  '13': 'The security recipient is not known.',
  '14': 'The cipher is not known.',
  '15': 'The security trailer does not fit the header.',
  '16': 'The encoding of the secured content cannot be read.',
  '17': 'A group with this control number was received before.',
  '18': 'The group holds a transaction set that does not belong to it.',
  '19': 'The control number of the group (GS06) is not unique in its interchange.',
  '23': 'The security header does not fit the trailer.',
  '24': 'The security version is not supported.',
  '25': 'The security service is not supported.',
  '26': 'The security information is missing.',
} as const satisfies Record<GroupErrorCode, string>;
