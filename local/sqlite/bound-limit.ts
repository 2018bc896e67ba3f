/**
 * A LIMIT that is bound. SQLite plans by the value of a bare `LIMIT ?`, and so prepares the statement anew each time that
 * one is bound; a sum it takes as it is.
 */
export const boundLimit = '(? + 0)';
