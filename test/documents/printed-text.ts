import { inflateSync } from 'node:zlib';

/** The text of a PDF of ours: what its pages show, a line after the other. */
export function printedText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1');
  const streams = [...file.matchAll(/\/FlateDecode[^>]*>>\s*stream\n([\s\S]*?)\nendstream/g)];
  const pages = streams.map(([, stream = '']) => inflateSync(Buffer.from(stream, 'latin1')).toString('latin1'));
  const lines = pages.flatMap((page) => [...page.matchAll(/\[(.*)\] TJ/g)].map(([, line = '']) => line));
  return lines.map((line) => line.replace(/<([0-9a-f]*)>|[^<]/g, (_all, hex = '') => lettersOf(hex))).join('\n');
}

function lettersOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1');
}
