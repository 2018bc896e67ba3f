// The package brings no types of its own.
declare module 'asl-validator' {
  /** Writes defaults into the definition. */
  function validate(definition: unknown): { readonly isValid: boolean; errorsText(separator?: string): string };
  export = validate;
}
