/** Stretches of the claim machine that many cases pass: a task and the choice after it. */

export const takenUp = ['Take up the claim', 'Where does the claim stand?'];
export const verified = ['Verify eligibility', 'Is the patient covered?'];
export const scrubbed = ['Scrub the claim', 'Is the claim clean?'];
export const submitted = [...takenUp, ...verified, ...scrubbed, 'Submit the claim'];
export const acknowledgementRead = ['Read the acknowledgement', 'Was the claim accepted?'];
export const acknowledgementAwaited = ['Wait for the acknowledgement', ...acknowledgementRead];
export const paymentPosted = ['Post the payment', 'How was the claim adjudicated?'];
export const remittanceAwaited = ['Wait for the remittance', ...paymentPosted];
export const adjudicated = [...submitted, ...acknowledgementAwaited, ...remittanceAwaited];
export const billed = ['Generate the patient statement', 'Is anything left to do?'];
export const followedUp = ['Open follow-up work', ...billed];
export const closed = ['Close the claim', 'Claim closed'];
export const personWaited = ['Wait for a person', ...takenUp];
export const setAside = ['Set the claim aside', ...personWaited];
export const handedOver = ['Workflow handed over'];
