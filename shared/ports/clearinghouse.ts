/** A file that the clearinghouse has for us. Its name is theirs; it is collected again until it is acknowledged. */
export interface CollectedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where claims go and answers come from: the simulator, an SFTP mailbox, an HTTPS service. */
export interface Clearinghouse {
  /** Delivers a file under our name for it. Sending the same name and bytes again changes nothing. */
  send(name: string, bytes: Uint8Array): Promise<void>;
  /** Files that wait for us, oldest first. */
  collect(): Promise<readonly CollectedFile[]>;
  /** We have stored these: they need not be offered again. */
  collected(names: readonly string[]): Promise<void>;
  /** Asks a 270 in real time; answers the 271, or a 999 or TA1 when it could not be read. Throws `NotOffered`. */
  askEligibility(inquiry270: string): Promise<string>;
  /** Asks a 276 in real time; answers the 277. */
  askClaimStatus(inquiry276: string): Promise<string>;
}

/** The clearinghouse could not be reached or did not answer: try again later. */
export class ClearinghouseUnavailable extends Error {
  override readonly name = 'ClearinghouseUnavailable';
}

/** This clearinghouse does not answer such questions: asking again will not help. */
export class NotOffered extends Error {
  override readonly name = 'NotOffered';
}
