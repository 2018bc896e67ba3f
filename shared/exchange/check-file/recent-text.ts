import type { Place } from '../../x12/index.ts';
import { segmentLimit } from '../../x12/tokenizer.ts';
import type { Divided } from './file-check.ts';

/** More than any claim has. */
const kept = 1_048_576;

const latin1 = new TextDecoder('latin1');

/** What has passed of a file last: an issue is told soon after the segment that it is about. */
export class RecentText {
  readonly #chunks: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  #length = 0;
  #offset = 0;

  push(bytes: Uint8Array): void {
    this.#chunks.push({ offset: this.#offset, bytes });
    this.#offset += bytes.length;
    this.#length += bytes.length;
    for (let [first] = this.#chunks; first && this.#length - first.bytes.length > kept; [first] = this.#chunks) {
      this.#length -= first.bytes.length;
      this.#chunks.shift();
    }
  }

  /** The segment that stands at a place, if it is the one that the place names: what is missing is not there. */
  segmentAt({ offset, segmentId = '' }: Place, divided: Divided): string | undefined {
    let text = '';
    for (const { offset: start, bytes } of this.#chunks) {
      if (start + bytes.length <= offset || (start > offset && text === '')) continue;
      const from = Math.max(0, offset - start);
      const end = bytes.indexOf(divided.segment.charCodeAt(0), from);
      text += latin1.decode(bytes.subarray(from, end < 0 ? undefined : end));
      // What is overlong is not read, nor kept.
      if (text.length > segmentLimit) return undefined;
      if (end >= 0) return text.startsWith(segmentId) ? text : undefined;
    }
    return undefined;
  }
}
