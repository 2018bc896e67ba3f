import { isSame } from '../canonical.ts';

/**
 * Something of an 837 that the domain owns: what the domain says of it, and how that is put into the tree. It is put
 * only where it differs from what the tree says already, so that what nobody touched keeps its form.
 */
export interface Owned<Domain, Tree> {
  of(value: Domain): unknown;
  put(tree: Tree, value: Domain): Tree;
}

/** The tree with all that the domain says otherwise. `before` is what the tree says, in the domain's terms. */
export function overlay<Domain, Tree>(
  owned: readonly Owned<Domain, Tree>[],
  tree: Tree,
  before: Domain | undefined,
  now: Domain,
): Tree {
  return owned
    .filter((part) => before === undefined || !isSame(part.of(before), part.of(now)))
    .reduce((changed, part) => part.put(changed, now), tree);
}
