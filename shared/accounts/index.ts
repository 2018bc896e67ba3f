export { buildStatement, type PatientStatement, type StatementParts } from './statement.ts';
