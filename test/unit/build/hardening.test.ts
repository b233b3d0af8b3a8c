import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** docs/hardening.md names for every id of the checklist the tests that show it. */
const root = join(import.meta.dirname, '../../..')
const rows = readFileSync(join(root, 'docs/hardening.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (E\d\d) \|.*\| (.*) \|$/.exec(line))
  .filter((found) => found !== null)
  .map(([, id = '', shownBy = '']) => ({ id, shownBy }))

describe('the hardening checklist', () => {
  it('has every id once', () => {
    const ids = Array.from({ length: 26 }, (_, index) => `E${String(index + 1).padStart(2, '0')}`)
    expect(rows.map(({ id }) => id)).toEqual(ids)
  })

  it.each(rows)('$id is shown by what it names', ({ id, shownBy }) => {
    const files = [...shownBy.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file)
    const guide = readFileSync(join(root, 'docs/it-guide.md'), 'utf8')
    if (shownBy.includes('Windows')) expect(guide).toMatch(new RegExp(`^\\| ${id} \\| `, 'm'))
    else expect(files).not.toEqual([])
    for (const file of files) {
      expect(existsSync(join(root, file)), file).toBe(true)
      const names = readFileSync(join(root, file), 'utf8')
      // In the name of a test or of what describes it.
      expect(names, file).toMatch(new RegExp(`(it|test|describe)(\\.[a-z]+)*\\([^]*?${id}\\b`))
    }
  })
})
