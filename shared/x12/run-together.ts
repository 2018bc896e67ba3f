import { Arrival } from './arrival.ts';
import { encodeText } from './text-encoding.ts';

/** Two segments that stand as one, since the terminator of the first is missing. */
export interface RunTogether {
  /** The element of the first that the second begins in. */
  readonly element: number;
  readonly first: Arrival;
  readonly second: Arrival;
}

/**
 * How a segment may be two: the last characters of an element that is not its last are an id of the guide, or SE. `size`: so many
 * elements may the first have.
 */
export function* cutsOf(arrival: Arrival, size: number, ids: ReadonlySet<string>): Generator<RunTogether> {
  const { elements } = arrival;
  const last = Math.min(size, elements.length - 2);
  for (let element = 1; element <= last; element++) {
    const text = elements[element] ?? '';
    for (const length of [3, 2]) {
      const id = text.slice(-length);
      if (text.length > length && (ids.has(id) || id === 'SE')) yield cutAt(arrival, element, text.length - length);
    }
  }
}

/** Whether the SE may have run together with a segment. */
export function mayHoldTrailer({ elements }: Arrival): boolean {
  return elements.slice(1, -1).some((text) => text.length > 2 && text.endsWith('SE'));
}

function cutAt(arrival: Arrival, element: number, at: number): RunTogether {
  const { token, elements, mark } = arrival;
  const text = elements[element] ?? '';
  const id = text.slice(at);
  const separator = token.delimiters.element;
  const before = [...elements.slice(0, element), text.slice(0, at).trimEnd()];
  const behind = [id, ...elements.slice(element + 1)];
  const [first, second] = [before.join(separator), behind.join(separator)];
  // The line end behind the terminator may be all that is left of it.
  const lead = token.text.slice(first.length, token.text.length - second.length);
  const line = token.line + (lead.match(/\r\n?|\n/g)?.length ?? 0);
  const offset = token.offset + encodeText(first + lead).length;
  return {
    element,
    first: new Arrival({ ...token, text: first }, before, mark),
    second: new Arrival({ ...token, text: second, lead, line, offset }, behind, {
      ...mark,
      line,
      offset,
      segmentId: id,
    }),
  };
}
