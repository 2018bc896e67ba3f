/** Days after which a workflow hands over; Step Functions ends an execution after a year. */
export const workflowDays = 300;
/** Days after which a person is reminded of a claim that waits for him. */
export const personDays = 30;
/** Days that a patient has to pay a statement. */
export const statementDays = 30;
