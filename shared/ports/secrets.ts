export interface Secrets {
  /** The secret's text. Throws a SafeError that names the secret when it is not there. */
  get(name: string): Promise<string>;
}
