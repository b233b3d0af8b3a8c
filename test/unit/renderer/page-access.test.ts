import { describe, expect, it } from 'vitest'
import { roleNames } from '../../../preload/contract/channel.ts'
import { mayOpen, pageAccess, topOf, topPagesFor } from '../../../renderer/page-access.ts'

describe('page access', () => {
  it('shows a role only what it can use', () => {
    expect(topPagesFor(['auditor'])).toEqual(['home', 'approvals', 'releases', 'journal'])
    expect(topPagesFor(['administrator'])).toContain('administration')
    expect(mayOpen('administration', ['author', 'sender'])).toBe(false)
    expect(topPagesFor([])).toEqual([])
  })

  it('has room for Ctrl+1 to Ctrl+8 even for somebody with every role', () => {
    expect(topPagesFor(roleNames).length).toBeLessThanOrEqual(8)
  })

  it('opens no page to somebody who cannot reach the page above it', () => {
    const pages = Object.keys(pageAccess) as (keyof typeof pageAccess)[]
    for (const role of roleNames) {
      const open = pages.filter((page) => mayOpen(page, [role]))
      expect(open.filter((page) => !mayOpen(topOf(page), [role]))).toEqual([])
    }
  })
})
