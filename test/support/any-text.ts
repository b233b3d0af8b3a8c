import fc from 'fast-check'

const awkward = [
  ...'\0\t\n\r\u001b\u007f\u0085\u00a0\u00ad\u200b\u2028\u2029\u202e\ufeff\ufffd',
  ...'<>&"\'`=?:;,@()[]\\ .あ漢ア￥😀',
  '\ud800',
  '\udc00',
  '\r\n',
  '=?UTF-8?B?',
]

/** Text from anywhere: every code point, lone surrogates, and the characters that break things. */
export const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...awkward),
    fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
  ),
})
