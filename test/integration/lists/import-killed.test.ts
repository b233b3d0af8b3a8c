import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeContactFile } from '../../../build/demo/contact-file.ts'
import { type ImportSaying, startImport } from '../../support/import-process.ts'
import { createListsWorkbench, manager } from '../../support/lists-workbench.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)
const rowCount = 100_000
const file = join(bench.folder, 'contacts.csv')

describe('an import of a hundred thousand rows', { timeout: 300_000 }, () => {
  it('that is killed is there whole or not at all; then it goes through', async () => {
    const facts = writeContactFile({ file, rowCount, seed: 3 })
    const { id } = await bench.list()
    await bench.importInto(id, 'メール\nfirst@example.jp\n')
    let isWhole = false
    for (const killAt of [1, rowCount / 3, rowCount - 1]) {
      const { child, sayings } = startImport({ folder: bench.folder, list: id, file })
      const exit = once(child, 'exit')
      for await (const saying of sayings) {
        if (saying.kind === 'done') throw new Error('it was not killed in time')
        if (saying.rowCount >= killAt) child.kill('SIGKILL')
      }
      expect((await exit)[1]).toBe('SIGKILL')
      bench.reopen()
      // A kill behind the last row may come after the commit: then everything is there.
      const count = (await bench.lists.handlers['lists.list']({}, manager))[0]?.contactCount
      expect([1, facts.added + 1]).toContain(count)
      expect(bench.db.prepare('PRAGMA book.integrity_check').all()).toEqual([
        { integrity_check: 'ok' },
      ])
      expect(bench.db.prepare('SELECT (SELECT count(*) FROM book.contact) AS n').get()).toEqual({
        n: count,
      })
      if (killAt === 1) expect(count).toBe(1)
      isWhole = count !== 1
    }

    const { sayings } = startImport({ folder: bench.folder, list: id, file })
    let last: ImportSaying | null = null
    for await (const saying of sayings) last = saying
    if (last?.kind !== 'done') throw new Error('it did not end')
    expect(last.report.counts).toMatchObject({
      [isWhole ? 'unchanged' : 'added']: facts.added,
      duplicate: facts.duplicate,
    })
    expect(last.memoryBytesMax).toBeLessThan(400 * 1024 * 1024)
    const [view] = await bench.lists.handlers['lists.list']({}, manager)
    expect(view?.contactCount).toBe(facts.added + 1)
  })
})
