import { expect, test } from 'vitest'
import { assertLocalFolder } from '../../../main/vault/local-folder.ts'
import { problemOf } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('a local folder is fine', () => {
  expect(problemOf(() => assertLocalFolder(makeTempFolder()))).toBeNull()
})

test.each([
  '\\\\server\\share\\sekisho',
  '//server/share/sekisho',
  'C:\\Users\\yamada\\OneDrive - 会社\\Sekisho',
  '/home/yamada/Dropbox/sekisho',
  'C:\\Users\\yamada\\Google Drive\\Sekisho',
])('%s is refused', (folder) => {
  expect(problemOf(() => assertLocalFolder(folder))).toBe('vault.network-folder')
})
