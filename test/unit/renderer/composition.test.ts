import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../../renderer')

it('whoever listens to keys asks first whether an input method is composing with them', () => {
  const listening = globSync('**/*.{ts,tsx}', { cwd: root })
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) =>
      /\.key\b\s*(===|!==|\.toLowerCase)|\[event\.key\]|targetOf\(event\.key/.test(text),
    )
  expect(listening.length).toBeGreaterThan(4)
  const careless = listening.filter(({ text }) => !/isPartOfMore\(|isComposing/.test(text))
  expect(careless.map(({ path }) => path)).toEqual([])
})
