export {
  type AuditRecord,
  AuditUnavailable,
  auditTrail,
  type ChainHead,
  chainRecords,
  headSealOf,
  readHead,
  sealOf,
} from './audit-trail.ts';
export { type ExpectedBatch, enterBatch, expectBatch, expectedBatch, pageOfBatches } from './batches.ts';
export { type ClaimChange, ConcurrentChange, changeClaim } from './claim-change.ts';
export {
  billedToPatient,
  type ClaimFile,
  type ClaimLabel,
  type ClaimRecord,
  type ClaimSource,
  type ClaimState,
  currentSubmission,
  type Mail,
  type MailContent,
  nextAttempt,
  type StatementRecord,
  type Submission,
  type SubmissionAcknowledgement,
  type TimelineEvent,
  unreadMail,
  type Wait,
  type WaitKind,
  type WorkCategory,
  type WorkItem,
  type WorkResolution,
  waitKinds,
  workCategories,
  workResolutions,
} from './claim-file.ts';
export { claimFiles, listedClaims, listedClaimsOfShard, pageOfClaims, readListedClaim } from './claims.ts';
export { reserveControlNumber } from './control-numbers.ts';
export {
  addDelivery,
  deliveriesBetween,
  dueDeliveries,
  forgetDeliveries,
  moveDelivery,
  pageOfDeliveries,
  readDelivery,
} from './deliveries.ts';
export { type DueWait, dueWaits } from './due-waits.ts';
export { type EligibilityCheck, eligibilityCheckWrites, readEligibilityCheck } from './eligibility-checks.ts';
export { eventMessage, eventTime } from './events.ts';
export {
  type ChunkLine,
  type ChunkRecord,
  chunkItem,
  countRecords,
  type EarlierRecord,
  endBatch,
  enterFile,
  type FileCounts,
  type FileRecord,
  fileRecords,
  forgetEarlierReadings,
  pageOfQuarantine,
  pageOfTaken,
  type RefusedLine,
  readFileRecord,
  reenterFile,
  type TakenClaim,
  updateFile,
  waitsInQuarantine,
} from './files.ts';
export { type Grant, grants, putGrant, readGrant, removeGrant } from './grants.ts';
export {
  type ConfigurationEntry,
  dropConfigurationEntry,
  keepConfigurationEntry,
  withKeptEntries,
} from './kept-configuration.ts';
export { firstOfChunk, indexes, keys, ordinalOf, servicePlace, shards } from './keys.ts';
export { listClaimAnew } from './list-claim-anew.ts';
export {
  type ClaimOpening,
  claimOfIdentity,
  claimsOfExternalId,
  type IdentityRecord,
  identitiesOfExternalId,
  identityWrites,
  openClaim,
  practiceOfClaim,
  sourceOfClaim,
  sourceWrite,
} from './open-claim.ts';
export {
  forgetMessages,
  isMessageKey,
  type OutboxMessage,
  outboxItem,
  type StoredMessage,
  storedMessage,
  unsentMessages,
} from './outbox.ts';
export type { ListPlace } from './page-through.ts';
export { claimOfPayerNumber } from './payer-numbers.ts';
export {
  changeEnrolledPractice,
  enrolledPractice,
  enrolledPractices,
  enrolPractice,
  practiceOfPayee,
  practiceScopes,
  practicesUnderTaxId,
} from './practices.ts';
export {
  correctedRemittanceWrites,
  knownRemittance,
  markPosted,
  pageOfRemittances,
  postedPaymentItem,
  type RemittanceFile,
  type RemittanceRecord,
  readRemittanceFile,
  remittanceRouteWrite,
  remittances,
  remittanceWrites,
  setUnapplied,
  type UnappliedPayment,
} from './remittances.ts';
export type { Actor, PracticeScope } from './scope.ts';
export { homeItems, type Noted, Seen, scopedItems } from './scoped-items.ts';
export {
  cameAgain,
  forgetSetAside,
  pageOfSetAside,
  readSetAsideRecord,
  type SetAsideRecord,
  setAsideItem,
  setAsideOfChunk,
  setAsideRecords,
} from './set-aside.ts';
export {
  bodyOf,
  hasUnreadMail,
  type ListedClaim,
  labelled,
  listedSubmissionStatuses,
  mailItem,
  readClaimFile,
  readTimeline,
  recordOf,
  storedItem,
  timelineItem,
} from './stored-claim.ts';
export {
  changeSubmission,
  pageOfSubmissions,
  readSubmission,
  readySubmissions,
  type SubmissionOfClaim,
  submissionWrite,
} from './submissions.ts';
export {
  isOpen,
  readTransmission,
  type Transmission,
  type TransmissionRoute,
  type TransmittedClaim,
  transmissionItem,
  transmissionOfGroup,
  transmissionRouteWrite,
  transmittedClaimItem,
  transmittedClaims,
  unsentTransmission,
} from './transmissions.ts';
export { readUpload, type Upload, uploadArrived, uploadWrite } from './uploads.ts';
export {
  addSubscription,
  changeSubscription,
  failingSince,
  type Listener,
  listeners,
  ownerOf,
  pageOfSubscriptions,
  readSubscription,
  removeSubscription,
  setFailingSince,
  subscriptions,
} from './webhooks.ts';
export { pageOfWork } from './work.ts';
