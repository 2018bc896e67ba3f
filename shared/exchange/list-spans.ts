/** A stretch of a list in JSON: an object, or the place at which the list goes wrong and ends. */
export interface ListSpan {
  readonly start: number;
  readonly end: number;
  /**
   * `encounter-cut-off`: an object that does not end. `list-broken`: something else than objects with commas between.
   * `list-cut-off`: the text ends where an object or the end of the list was due.
   */
  readonly is: 'encounter' | 'encounter-cut-off' | 'list-broken' | 'list-cut-off';
}

/** The objects of a list in JSON that need not be whole, up to what is none. What is in an object is not looked at. */
export function* listSpans(text: string): Generator<ListSpan> {
  let at = afterBlanks(text, text.indexOf('[') + 1);
  const fault = (is: ListSpan['is']): ListSpan => ({ start: at, end: text.length, is });
  for (;;) {
    if (at === text.length) return yield fault('list-cut-off');
    if (text[at] !== '{') return yield fault('list-broken');
    const end = endOfObject(text, at);
    if (end === undefined) return yield fault('encounter-cut-off');
    yield { start: at, end, is: 'encounter' };
    at = afterBlanks(text, end);
    if (text[at] === ']') return yield* afterList();
    if (at < text.length && text[at] !== ',') return yield fault('list-broken');
    at = afterBlanks(text, Math.min(at + 1, text.length));
  }

  function* afterList(): Generator<ListSpan> {
    at = afterBlanks(text, at + 1);
    if (at < text.length) yield fault('list-broken');
  }
}

function afterBlanks(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  blanks.test(text);
  return blanks.lastIndex;
}

/** The position behind the bracket that closes the object; undefined when none does. */
function endOfObject(text: string, start: number): number | undefined {
  const marks = /["{}[\]]/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const end = endOfString(text, mark.index);
      if (end === undefined) return undefined;
      marks.lastIndex = end;
    } else {
      depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1;
      if (depth === 0) return marks.lastIndex;
    }
  }
  return undefined;
}

/** The position behind the quote that closes the text: one with no backslash before it, or with pairs of them. */
function endOfString(text: string, start: number): number | undefined {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return undefined;
}
