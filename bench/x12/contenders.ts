/** One reading or writing in a process of its own: `contenders NAME FILE CLAIMS`. Prints what it took as JSON. */
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { X12Parser } from 'node-x12';
import { X12parser } from 'x12-parser';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { readBatches, readItems } from '../../shared/x12/index.ts';
import { writeAgain } from './write-again.ts';

export type Name = 'split' | 'items' | 'batches' | 'node-x12' | 'node-x12 object' | 'x12-parser' | 'writer';

/** What a contender took, in a process that did nothing else. */
export interface Taken {
  readonly seconds: number;
  readonly peakMegabytes: number;
}

const guides = [claim837p, remittance835];

function unlessFaulty(issues: readonly unknown[]): void {
  if (issues.length > 0) throw new Error('a claim has issues');
}

/** Takes all segments that a parser gives. */
async function segmentsOf(file: string, parser: NodeJS.ReadWriteStream): Promise<void> {
  const sink = new Writable({ objectMode: true, write: (_segment, _encoding, done) => done() });
  await pipeline(createReadStream(file), parser, sink);
}

const contenders: Readonly<Record<Name, (file: string, claims: number) => Promise<void>>> = {
  /** The floor: segments and elements as texts, and nothing checked. */
  async split(file) {
    let rest = '';
    let elements = 0;
    for await (const chunk of createReadStream(file, { encoding: 'latin1' })) {
      const text = rest + chunk;
      let at = 0;
      for (let end = text.indexOf('~'); end >= 0; end = text.indexOf('~', at)) {
        elements += text.slice(at, end).split('*').length;
        at = end + 1;
      }
      rest = text.slice(at);
    }
    if (elements === 0) throw new Error('the file is empty');
  },
  async items(file) {
    for await (const { issues } of readItems(createReadStream(file), guides)) unlessFaulty(issues);
  },
  async batches(file) {
    for await (const batch of readBatches(createReadStream(file), guides)) {
      for (const { issues } of batch) unlessFaulty(issues);
    }
  },
  // Strictly it refuses every file of more than one chunk.
  'node-x12': (file) => segmentsOf(file, new X12Parser(false)),
  async 'node-x12 object'(file) {
    const parser = new X12Parser(false);
    parser.getInterchangeFromSegments(await createReadStream(file).pipe(parser).toArray());
  },
  'x12-parser': (file) => segmentsOf(file, new X12parser()),
  async writer(file, claims) {
    let length = 0;
    for await (const piece of await writeAgain(file, claims)) length += piece.length;
    if (length === 0) throw new Error('nothing was written');
  },
};

async function main([name, file = '', claims]: readonly string[]): Promise<void> {
  const began = performance.now();
  await contenders[name as Name](file, Number(claims));
  const seconds = (performance.now() - began) / 1000;
  const taken: Taken = { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
  process.stdout.write(JSON.stringify(taken));
}

void main(process.argv.slice(2));
