import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { found } from '../support/window-people.ts'

/** An administrator reads the organization's rules, changes one, and finds the organization key. */

const languages = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')

for (const language of languages)
  test(`the rules of the organization in ${language}`, async () => {
    test.setTimeout(180_000)
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-e2e-'))
    const store = join(folder, 'store')
    mkdirSync(store)
    const dataFolder = join(folder, 'office')
    const desk = await WindowDesk.open({ dataFolder, language, pictures })
    try {
      await found(desk, { password: 'kanri no tobira 2026', store })
      const { page } = desk
      const tab = (name: 'policy' | 'organization-key' | 'members') =>
        page.getByRole('tab', { name: desk.t(`administration.tab-${name}`) }).click()
      await desk.goTo('page.administration')
      await desk.picture('administration-members')
      await tab('policy')
      const rule = desk.t('rule.holdMinutes')
      const row = page.getByRole('listitem').filter({ hasText: rule })
      await expect(row).toContainText('0')
      await desk.picture('policy')
      await page.getByRole('button', { name: desk.t('policy.change-title', { rule }) }).click()
      await page.getByRole('textbox', { name: rule }).fill('15')
      await desk.picture('policy-change')
      await desk.typeCode()
      await page.getByRole('button', { name: desk.t('policy.change-act') }).click()
      await expect(row).toContainText('15', { timeout: 30_000 })
      await tab('organization-key')
      await expect(
        page.getByText(desk.t('organization-key.of', { needed: 1, count: 1 })).first(),
      ).toBeVisible()
      await desk.picture('organization-key')
      await page.getByRole('button', { name: desk.t('organization-key.change') }).click()
      await expect(page.getByLabel(desk.t('organization-key.sheet', { position: 1 }))).toBeVisible()
      await desk.picture('organization-key-change')
      expect(desk.complaints).toEqual([])
    } finally {
      await desk.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
