import { words } from '../../x12/element-names.ts';
import {
  type Delimiters,
  type ElementOutline,
  type Guide,
  type Loop,
  outlineAt,
  outlineOf,
  readFile,
  type Segment,
} from '../../x12/index.ts';
import { memoryOf } from '../../x12/memory.ts';
import { mendDelimiters } from './mended-delimiters.ts';
import { checkedGuides } from './transaction-summary.ts';

/** A line of a file's tree of loops; `depth` counts from 0. */
export type TreeLine = { readonly depth: number; readonly offset: number } & (
  | { readonly is: 'envelope'; readonly id: string; readonly says: string }
  | { readonly is: 'loop'; readonly id: string; readonly name: string }
  | { readonly is: 'segment'; readonly id: string; readonly name: string; readonly elements: readonly TreeElement[] }
);

export interface TreeElement {
  /** `CLM05-1` */
  readonly reference: string;
  readonly name: string;
  readonly text: string;
  /** What the guide asks of it, where it knows it. */
  readonly about: ElementOutline | undefined;
}

/** The loops, segments and elements of a whole file, by name and in its order. */
export async function loopTree(source: AsyncIterable<Uint8Array>): Promise<TreeLine[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of mendDelimiters(source, () => {})) chunks.push(chunk);
  const lines: TreeLine[] = [];
  for (const { header, delimiters, groups } of readFile(Buffer.concat(chunks), checkedGuides).interchanges) {
    lines.push(envelope(0, 'ISA', `interchange ${header.controlNumber}`, header));
    for (const group of groups) {
      const { functionalId, controlNumber, version } = group.header;
      lines.push(envelope(1, 'GS', `group ${controlNumber}: ${functionalId}, ${version}`, group.header));
      for (const transaction of group.transactions) {
        const { guide, set, value } = transaction;
        const name = guide === undefined ? 'not read here' : guide.name;
        lines.push(envelope(2, 'ST', `transaction ${transaction.controlNumber}: ${set}, ${name}`, transaction));
        if (guide) lines.push(...linesOf(guide, value, 3, delimiters));
      }
    }
  }
  return lines;
}

function envelope(depth: number, id: string, says: string, value: object): TreeLine {
  return { is: 'envelope', depth, id, says, offset: memoryOf(value)?.offset ?? 0 };
}

/** What was read of a loop, in the order of the file: adjacent parts may mix. */
function linesOf(loop: Loop | Guide, value: unknown, depth: number, delimiters: Delimiters): TreeLine[] {
  const read = (value ?? {}) as Readonly<Record<string, unknown>>;
  const pieces = Object.entries(loop.parts).flatMap(([name, { of }]) =>
    [read[name] ?? []].flat().map((one) => pieceOf(of, words(name), one, depth, delimiters)),
  );
  return pieces.sort((a, b) => (a[0]?.offset ?? 0) - (b[0]?.offset ?? 0)).flat();
}

function pieceOf(of: Segment | Loop, name: string, value: unknown, depth: number, delimiters: Delimiters): TreeLine[] {
  if (!('parts' in of)) return [segmentLine(of, name, value as object, depth, delimiters)];
  const inner = linesOf(of, value, depth + 1, delimiters);
  return [{ is: 'loop', depth, id: of.id, name, offset: inner[0]?.offset ?? 0 }, ...inner];
}

function segmentLine(
  segment: Segment,
  name: string,
  value: object,
  depth: number,
  { element, component }: Delimiters,
): TreeLine {
  const { text = segment.id, offset = 0 } = memoryOf(value) ?? {};
  const outline = outlineOf(segment);
  const [, ...texts] = text.split(element);
  const elements = texts.flatMap((each, index) => {
    const about = outlineAt(outline, index + 1);
    const reference = `${segment.id}${String(index + 1).padStart(2, '0')}`;
    if (about === undefined || about.components.length === 0)
      return [{ reference, name: about?.name ?? '', text: each, about }];
    return each.split(component).map((inner, at) => {
      const within = outlineAt(about.components, at + 1);
      const names = [about.name, within?.name].filter(Boolean).join(', ');
      return { reference: `${reference}-${at + 1}`, name: names, text: inner, about: within };
    });
  });
  return {
    is: 'segment',
    depth,
    id: segment.id,
    name,
    offset,
    elements: elements.filter(({ text: said }) => said !== ''),
  };
}
