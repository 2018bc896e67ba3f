import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PackedTable, pack } from '../../shared/x12/units/packed.ts';

const codes = fc.array(fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('A', 'B', 'Z', '0', '9') }));

test('a table finds what a map finds, and nothing else', () => {
  fc.assert(
    fc.property(codes, codes, (held, others) => {
      const map = new Map(held.map((code, at) => [pack(code), `${code} ${at}`]));
      const table = new PackedTable(map);
      for (const code of [...held, ...others]) expect(table.get(pack(code))).toBe(map.get(pack(code)));
      // An empty text, and one that is too long to pack.
      expect([table.get(0), table.get(-1)]).toEqual([undefined, undefined]);
    }),
  );
});
