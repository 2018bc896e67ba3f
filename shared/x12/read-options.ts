/** What a reader may be told. */
export interface ReadOptions {
  /** Whether a code is in a list outside the guide; undefined where the list is not at hand. */
  readonly codes?: CodeLists | undefined;
}

/** Answers for the lists that element types name (`externalCode`): the same for a code as long as a file is read. */
export type CodeLists = (list: string, code: string) => boolean | undefined;
