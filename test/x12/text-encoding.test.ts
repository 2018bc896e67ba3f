import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodeText } from '../../shared/x12/index.ts';

test('every byte comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
      expect(encodeText(decodeText(bytes))).toEqual(bytes);
    }),
  );
});

test('UTF-8 reads as it should, and a Latin-1 letter harms nothing around it', () => {
  expect(decodeText(new TextEncoder().encode('José €😀'))).toBe('José €😀');
  const latin = Uint8Array.from([0x4a, 0xe9, 0x4a, 0xc3, 0xa9]);
  expect(decodeText(latin)).toBe('J\uDCE9Jé');
  expect(encodeText('J\uDCE9Jé')).toEqual(latin);
});
