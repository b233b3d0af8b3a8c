import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createFileTokens } from '../../../main/file-token.ts'
import {
  endCeremony,
  makeCeremony,
  requireProven,
  saveKeeperFile,
} from '../../../main/identity/ceremony.ts'
import { readKeeperFile } from '../../../main/identity/keeper-file.ts'
import { readProofs, requireKeepers } from '../../../main/identity/keeper-proof.ts'
import { fromShareWords, toShareWords } from '../../../main/identity/root-sheet.ts'
import { makeClock } from '../../support/clock.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

const passphrase = 'the keeper of the first key'
const ports = { clock: makeClock(), random }

test('a keeper’s file opens with its passphrase alone, and an altered head or byte opens nothing', async () => {
  const rule = { count: 2, threshold: 2 }
  const ceremony = await makeCeremony({
    ...{ organizationName: '関所商事', rule, language: 'ja', random },
  })
  const path = join(makeTempFolder(), 'one.sekisho-key')
  await saveKeeperFile(ceremony, { sheet: 1, passphrase, path }, ports)
  // The file proves its keeper's part, and nobody else's.
  expect(problemOf(() => requireProven(ceremony))).toBe('identity.sheet-unproven')

  const fileTokens = createFileTokens(random)
  const proof = { kind: 'file' as const, file: fileTokens.issue(path), passphrase }
  const [key] = (await readProofs([proof], fileTokens)).rootKeys
  expect(key?.publicKey).toBe(ceremony.rootKeys[0]?.publicKey)
  const root = { rootKeys: ceremony.rootKeys.map((each) => each.publicKey), rootThreshold: 2 }
  const proofs = await readProofs([proof, proof], fileTokens)
  expect(problemOf(() => requireKeepers(proofs, root))).toBe('identity.sheets-missing')
  const wrong = { ...proof, passphrase: 'another one entirely' }
  expect(await problemOfAsync(() => readProofs([wrong], fileTokens))).toBe(
    'identity.keeper-passphrase-wrong',
  )

  const text = readFileSync(path, 'utf8')
  expect(text).not.toContain(passphrase)
  writeFileSync(path, text.replace('"threshold": 2', '"threshold": 1'))
  expect((await readKeeperFile(path, passphrase)).kind).toBe('wrong-passphrase')
  for (const broken of [
    '',
    '{}',
    text.slice(0, -20),
    text.replace(/"memoryKiB": \d+/, '"memoryKiB": 0'),
  ]) {
    writeFileSync(path, broken)
    expect(await problemOfAsync(() => readProofs([proof], fileTokens))).toBe(
      'identity.keeper-file-unreadable',
    )
  }
  endCeremony(ceremony)
  writeFileSync(path, text)
  // Overwritten here, still on the keeper's medium.
  expect((await readKeeperFile(path, passphrase)).kind).toBe('opened')
})

test('a share comes back from its 25 words in either language, and not with two words exchanged', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 1, max: 255 }),
      fc.constantFrom('ja' as const, 'en' as const),
      fc.nat(23),
      (value, position, language, at) => {
        const words = toShareWords({ position, value }, language)
        const share = fromShareWords(words)
        expect(words).toHaveLength(25)
        expect(share?.position).toBe(position)
        expect(Buffer.from(share?.value ?? []).equals(Buffer.from(value))).toBe(true)
        expect(fromShareWords(words.slice(1))).toBeNull()
        const other = language === 'ja' ? 'abandon' : 'あいこくしん'
        expect(fromShareWords(words.with(at, other))).toBeNull()
      },
    ),
    { numRuns: 50 },
  )
})
