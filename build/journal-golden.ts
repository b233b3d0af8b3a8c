import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeGoldenSealed, makeGoldenShare } from '../test/support/journal-golden.ts'

/**
 * `node build/journal-golden.ts`: writes test/fixtures/journal anew. Only when the format has
 * changed on purpose: whoever reads the old one has to go on reading it.
 */
const folder = join(import.meta.dirname, '../test/fixtures/journal')
rmSync(folder, { recursive: true, force: true })
for (const [path, bytes] of [...makeGoldenShare(), ['sealed.bin', makeGoldenSealed()] as const]) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}
