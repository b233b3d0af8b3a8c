import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  createFileAssignment,
  type RecipientFile,
} from '../../../main/message/recipient-file-assignment.ts'
import {
  fileNameFault,
  fileNameKey,
  foldedFileName,
} from '../../../main/message/recipient-file-name.ts'

const fileOf = (name: string, sha256 = name): RecipientFile => ({
  ...{ name, sha256, type: 'application/pdf', sizeBytes: 1 },
})
const names = fc
  .string({ unit: fc.constantFrom(...'aAbＢbがｶﾞ明細0１_-.( )'), minLength: 1, maxLength: 12 })
  .map((stem) => `${stem}.pdf`.normalize('NFC'))
  .filter((name) => fileNameFault(name) === null)

it('gives each row the file of exactly its name, whatever else is there', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 20 }), fc.nat(), (all, at) => {
      const assignment = createFileAssignment(
        '書類',
        all.map((name) => fileOf(name)),
      )
      const name = all[at % all.length] ?? ''
      const assigned = assignment.assign({ 書類: name })
      expect(assigned).toMatchObject({ state: 'assigned', file: { name } })
    }),
  )
})

it('never gives a file whose name is another, and adds up: every file is used or unused', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(names, { maxLength: 12, selector: foldedFileName }),
      fc.array(fc.oneof(names, fc.string(), fc.constant('')), { maxLength: 30 }),
      (all, cells) => {
        const files = all.map((name) => fileOf(name))
        const assignment = createFileAssignment('書類', files)
        const assigned = cells.map((cell) => assignment.assign({ 書類: cell }))
        for (const [at, { file, state, suggestion }] of assigned.entries()) {
          const cell = cells[at] ?? ''
          if (file !== null) expect(file.name).toBe(fileNameKey(cell))
          else expect(all.includes(fileNameKey(cell)) && fileNameFault(cell) === null).toBe(false)
          expect(state === 'assigned').toBe(file !== null)
          expect(state === 'empty').toBe(cell === '')
          if (suggestion !== null) expect(all).toContain(suggestion)
        }
        const used = new Set(assigned.flatMap(({ file }) => (file ? [file.name] : [])))
        expect(assignment.unused().map(({ name }) => name)).toEqual(
          all.filter((name) => !used.has(name)),
        )
      },
    ),
  )
})

it('tells a near miss from a missing file, and takes neither', () => {
  const assignment = createFileAssignment(
    '書類',
    ['明細A.pdf', 'Invoice 1.pdf'].map((n) => fileOf(n)),
  )
  const stateOf = (cell: string) => {
    const { state, suggestion } = assignment.look({ 書類: cell })
    return [state, suggestion]
  }
  expect(stateOf('明細Ａ.pdf')).toEqual(['near', '明細A.pdf'])
  expect(stateOf('明細a.PDF')).toEqual(['near', '明細A.pdf'])
  expect(stateOf('invoice1')).toEqual(['near', 'Invoice 1.pdf'])
  expect(stateOf('明細B.pdf')).toEqual(['missing', null])
  expect(stateOf('../明細A.pdf')).toEqual(['refused', null])
  expect(stateOf('明細A.pdf ')).toEqual(['refused', null])
  expect(stateOf('明細A.pdf'.normalize('NFD'))).toEqual(['assigned', null])
})

it('sees that two recipients get the same bytes, also under two names', () => {
  const twins = [fileOf('a.pdf', 'same'), fileOf('b.pdf', 'same'), fileOf('c.pdf')]
  const assignment = createFileAssignment('書類', twins)
  for (const cell of ['a.pdf', 'b.pdf', 'c.pdf']) assignment.assign({ 書類: cell })
  expect(twins.map(assignment.usesOf)).toEqual([2, 2, 1])
})

it.each([
  ['a/b.pdf', 'path'],
  ['a\\b.pdf', 'path'],
  ['C:a.pdf', 'path'],
  ['..', 'path'],
  ['.hidden', 'edge'],
  ['a.pdf.', 'edge'],
  [' a.pdf', 'edge'],
  ['a.pdf\u3000', 'edge'],
  ['NUL', 'device'],
  ['con.pdf', 'device'],
  ['ＣＯＮ.pdf', 'device'],
  ['COM¹.pdf', 'device'],
  ['\u202efdp.exe', 'reading-turned'],
  ['a\u200b.pdf', 'invisible'],
  ['a\nb.pdf', 'invisible'],
  ['a?.pdf', 'character'],
  [`${'あ'.repeat(117)}.pdf`, 'too-long'],
  ['請求書（2026年11月分）.pdf', null],
  [`O'Brien & Co.pdf`, null],
])('the name %j: %s', (name, fault) => {
  expect(fileNameFault(name)).toBe(fault)
})
