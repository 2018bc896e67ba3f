import { type Composite, type DataType, series } from '../../x12/notation.ts';

/** Up to `count` consecutive elements of one type, read as a plain list: modifiers, diagnosis pointers, remark codes. */
export function list<const Name extends string, Value>(name: Name, count: number, type: DataType<Value>) {
  // The reader takes any element type as a series' member; the notation's types name composites alone.
  return series(name, count, type as unknown as Composite<Value>);
}
