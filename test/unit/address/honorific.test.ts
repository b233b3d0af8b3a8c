import { expect, it } from 'vitest'
import { honorificOf } from '../../../main/address/honorific.ts'

it.each([
  ['山田 太郎 様', '様'],
  ['山田太郎さま', 'さま'],
  ['株式会社サンプル御中', '御中'],
  ['佐藤　先生　', '先生'],
  ['ﾔﾏﾀﾞ ｻﾏ', 'サマ'],
  ['山田 太郎', null],
  ['様', null],
  ['様似 太郎', null],
  ['', null],
])('%s', (name, expected) => expect(honorificOf(name)).toBe(expected))
