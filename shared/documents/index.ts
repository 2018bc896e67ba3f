export { renderStatement } from './statement-pdf.ts';
