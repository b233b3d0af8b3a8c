import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createNotices, noticesMigrations } from '../../../main/notices/notices.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { hash, now, request, run } from '../../support/notice-samples.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const caller = { member: 'approver', roles: ['approver' as const] }

function open() {
  const key = systemRandom.bytes(32)
  const db = openWritable({ file: join(makeTempFolder(), 'vault.db'), key })
  migrate(db, 'notices', noticesMigrations)
  let requests: RequestSummary[] = []
  let isSignedIn = true
  const shown: string[] = []
  const pushed: string[] = []
  let open = 0
  const notices = createNotices({
    ports: {
      clock: { now: () => now },
      notifier: { show: ({ body }) => void shown.push(body) },
      log: { write: () => undefined },
    },
    language: () => 'ja',
    session: () => ({ db, ...caller }),
    isSignedIn: () => isSignedIn,
    keepVaultOpen: () => {
      open += 1
      return () => {
        open -= 1
      }
    },
    emit: (name) => void pushed.push(name),
    requests: async () => requests,
    release: async () => run,
    stopState: () => null,
    mailFailures: () => new Map(),
  })
  onTestFinished(() => notices.close())
  return {
    notices,
    shown,
    pushed,
    openCount: () => open,
    lock: () => {
      isSignedIn = false
    },
    have: (...change: Partial<RequestSummary>[]) => {
      requests = change.map((each) => ({ ...request, ...each }))
    },
    list: async () => notices.handlers['notices.list']({}, caller),
  }
}

it('tells once, in the window and outside it, and remembers what was seen', async () => {
  const { notices, shown, pushed, have, list, openCount } = open()
  notices.look()
  have({ mayDecide: true })
  notices.look()
  notices.look()
  await vi.waitFor(() => expect(shown).toHaveLength(1))
  expect(shown[0]).toBe('あなたの決裁を待つ承認依頼があります。')
  expect(pushed).toEqual(['notices.changed'])
  const [notice] = await list()
  expect(notice).toMatchObject({ kind: 'waits-for-decision', request: hash, isNew: true })
  await notices.handlers['notices.mark-seen']({ ids: [notice?.id ?? ''] }, caller)
  expect(await list()).toMatchObject([{ isNew: false }])
  notices.look()
  await vi.waitFor(() => expect(openCount()).toBe(0))
  expect(shown).toHaveLength(1)
})

it('shows outside the window only what the member wants there, and nothing behind the lock', async () => {
  const { notices, shown, pushed, have, list, lock } = open()
  await notices.handlers['notices.change-settings']({ desktop: ['returned'] }, caller)
  expect(await notices.handlers['notices.settings']({}, caller)).toEqual({ desktop: ['returned'] })
  have({ mayDecide: true }, { request: 'b'.repeat(64), requester: 'approver', state: 'returned' })
  notices.look()
  await vi.waitFor(() => expect(shown).toEqual(['あなたの承認依頼が差し戻されました。']))
  expect(await list()).toHaveLength(2)
  lock()
  have({ request: 'c'.repeat(64), requester: 'approver', state: 'returned' })
  notices.look()
  await new Promise((resolve) => setImmediate(resolve))
  expect(pushed).toHaveLength(1)
})
