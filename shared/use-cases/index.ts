export { type AcceptedConflict, acceptConflict } from './accept-conflict.ts';
export { audience } from './announce-event.ts';
export {
  type Arrival,
  arrivalSchema,
  fileIdOf,
  nameArrival,
  type Replay,
  replaySchema,
  senderOf,
  storeArrival,
} from './arrival.ts';
export { auditRecords } from './audit-records.ts';
export { type AuditedAccess, auditedAccess } from './audited-access.ts';
export { awaitMail, hasDecisiveMail } from './await-mail.ts';
export { billPatient, notBillable } from './bill-patient.ts';
export { callerOf } from './caller-of.ts';
export { checkEligibility } from './check-eligibility.ts';
export type { ClaimStep } from './claim-step.ts';
export { closeClaim } from './close-claim.ts';
export { collectFiles } from './collect-files.ts';
export { correctClaim, releaseClaim } from './correct-claim.ts';
export { type Delivered, deliverWebhooks, type Outlet } from './deliver-webhooks.ts';
export { dispatchMessage, dispatchOutbox } from './dispatch-outbox.ts';
export { endDueWaits } from './end-due-waits.ts';
export { resolveWork, takeWork } from './follow-up-work.ts';
export { generateStatement } from './generate-statement.ts';
export { identifiersOfOthers } from './identifiers-of-others.ts';
export { fieldsToMend, remediesOf } from './judgements.ts';
export { verifyAndKeepReceipt } from './keep-receipt.ts';
export { configure, type LiveConfiguration, liveConfiguration, unconfigure } from './live-configuration.ts';
export { openClaims } from './open-claims.ts';
export { openFollowUp } from './open-follow-up.ts';
export { dismissFile, dismissRecord, isOpenRecord } from './open-records.ts';
export { postPayment } from './post-payment.ts';
export { type PracticeJudge, practiceJudge } from './practice-of-encounter.ts';
export { quarantineUpload } from './quarantine-upload.ts';
export { readAcknowledgement } from './read-acknowledgement.ts';
export { readAgain, receiveArrival, replayFile } from './receive-arrival.ts';
export { reconcileRemittances } from './reconcile-remittances.ts';
export { earlierClaim } from './record-identity.ts';
export { reportBatch } from './report-batch.ts';
export { type ReportedClaim, type ReportedRecord, type RunReport, runReport } from './run-report.ts';
export { scrubClaim } from './scrub-claim.ts';
export { nowIso, type Services } from './services.ts';
export { setAsideClaim } from './set-aside-claim.ts';
export { splitUpload } from './split-upload.ts';
export { startClaims } from './start-claims.ts';
export { submitClaim } from './submit-claim.ts';
export { takeUpClaim } from './take-up-claim.ts';
export { transmitClaims } from './transmit-claims.ts';
export { type UploadRecord, uploadRecords } from './upload-records.ts';
export { type AuditVerified, verifyAudit } from './verify-audit.ts';
export { verifyEligibility } from './verify-eligibility.ts';
export { isWaitingForPerson } from './waits-for-person.ts';
export { notWithdrawable, withdrawClaim } from './withdraw-claim.ts';
