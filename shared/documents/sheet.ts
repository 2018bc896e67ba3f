import PDFDocument from 'pdfkit';
import { inStandardLetters } from './printed.ts';

type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

export interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Of a TH: what it is the head of. */
  readonly scope?: 'Column' | 'Row';
}

export const ink = { text: '#1b1f24', quiet: '#4d5761', accent: '#17456e', rule: '#b8c2cc', tint: '#eaf1f8' } as const;
export const page = { width: 612, height: 792, left: 54, right: 558, top: 46, bottom: 750 } as const;

/**
 * A tagged PDF that is drawn from the top down. `y` is where the next thing goes. What is read aloud goes through
 * `tagged`; rules and boxes are decoration.
 */
export class Sheet {
  y: number = page.top;
  readonly #doc: PDFKit.PDFDocument;
  readonly #root: Structure;
  readonly #bytes: Promise<Uint8Array>;

  constructor(title: string, author: string, isoDate: string) {
    // The only dates are the statement's, and the file's id derives from them: the same statement is the same bytes.
    const date = new Date(`${isoDate}T00:00:00Z`);
    this.#doc = new PDFDocument({
      size: 'LETTER',
      margin: 0,
      pdfVersion: '1.7',
      tagged: true,
      // @types/pdfkit does not know it yet.
      subset: 'PDF/UA' as 'PDF/A-2a',
      lang: 'en-US',
      displayTitle: true,
      bufferPages: true,
      info: { Title: title, Author: author, CreationDate: date, ModDate: date },
    });
    const chunks: Uint8Array[] = [];
    this.#bytes = new Promise((resolve, reject) => {
      this.#doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      this.#doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      this.#doc.on('error', reject);
    });
    this.#root = this.#doc.struct('Document');
    this.#doc.addStructure(this.#root);
  }

  /** Opens a structure such as a table; `within` is the one around it. */
  open(tag: string, within: Structure = this.#root): Structure {
    const structure = this.#doc.struct(tag);
    within.add(structure);
    return structure;
  }

  /** One text with its tag at (x, y); answers its height. Nothing else moves. */
  tagged(tag: string, text: string, x: number, y: number, style: Style = {}, within: Structure = this.#root): number {
    const height = this.height(text, style);
    const draw = () => {
      this.#doc.fillColor(style.color ?? ink.text).text(inStandardLetters(text), x, y, this.#layout(style));
    };
    within.add(this.#doc.struct(tag, (style.scope ? { scope: style.scope } : {}) as object, [draw]));
    return height;
  }

  /** Lines below each other, each read aloud apart from the next; answers their height. */
  lines(texts: readonly string[], x: number, y: number, style: Style = {}): number {
    return texts.reduce((height, text) => height + this.tagged('P', text, x, y + height, style), 0);
  }

  height(text: string, style: Style = {}): number {
    this.#font(style);
    return this.#doc.heightOfString(inStandardLetters(text), this.#layout(style));
  }

  /** Drawn for the eye only. */
  decorate(draw: (doc: PDFKit.PDFDocument) => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw(this.#doc.save());
    this.#doc.restore();
    this.#doc.endMarkedContent();
  }

  rule(y: number, color: string = ink.rule): void {
    this.decorate((doc) => doc.moveTo(page.left, y).lineTo(page.right, y).lineWidth(0.75).stroke(color));
  }

  hasRoom(height: number, bottom: number = page.bottom): boolean {
    return this.y + height <= bottom;
  }

  newPage(): void {
    this.#doc.addPage();
    this.y = page.top;
  }

  /** Numbers the pages and closes the file. */
  finish(footer: string): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#doc.switchToPage(index);
      this.#doc.markContent('Artifact', { type: 'Pagination' });
      const style = { size: 8.5, color: ink.quiet, width: page.right - page.left, align: 'center' } as const;
      this.#font(style);
      const text = `${footer} · Page ${index + 1} of ${count}`;
      this.#doc.fillColor(style.color).text(inStandardLetters(text), page.left, page.bottom + 12, this.#layout(style));
      this.#doc.endMarkedContent();
    }
    this.#root.end();
    this.#doc.end();
    return this.#bytes;
  }

  #font({ size = 10.5, bold = false }: Style): void {
    this.#doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
  }

  #layout({ width = page.right - page.left, align = 'left' }: Style): PDFKit.Mixins.TextOptions {
    return { width, align, lineGap: 2 };
  }
}
