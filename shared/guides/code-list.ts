type Words<Text extends string, Found extends string = never> = Text extends `${infer Word} ${infer Rest}`
  ? Words<Rest, Found | Word>
  : Found | Text;

/** A closed list of codes, written as the guides print it: any number of lines, blanks between the codes. */
export function codeList<const Line extends string>(...lines: Line[]): Words<Line>[] {
  return lines.flatMap((line) => line.split(' ')) as Words<Line>[];
}
