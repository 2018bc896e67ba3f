/** Days after which a workflow hands over; Step Functions ends an execution after a year. */
export const workflowDays = 300;
/** Days in which a person should act on a claim; then his wait begins anew. */
export const personDays = 30;
/** Days that a patient has to pay a statement. */
export const statementDays = 30;
