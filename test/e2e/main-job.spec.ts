import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Relay, startRelay } from '../../build/demo/relay.ts'
import { verifyEvidence } from '../../main/reports/reports.ts'
import type { Language } from '../../preload/contract/app.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { admit, found, join as joinOrganization, logIn } from '../support/window-people.ts'
import {
  defineRoute,
  defineSender,
  fileCampaign,
  importFile,
  review,
  startRelease,
} from '../support/window-work.ts'

/**
 * The whole path in two windows: first run, a second PC that joins, a route, an import, a campaign,
 * an approval, a release, its evidence. PICTURES names a folder for screenshots; LANGUAGES and
 * THEMES, separated by commas, say in which languages and themes.
 */

const languages = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const themes = (process.env.THEMES ?? 'light').split(',') as ('light' | 'dark')[]
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')

for (const language of languages)
  for (const theme of themes) {
    test.describe(`the main job in ${language}, ${theme}`, () => {
      test.describe.configure({ mode: 'serial', timeout: 180_000 })
      let folder: string
      let relay: Relay
      let office: WindowDesk
      let approver: WindowDesk
      let fingerprint: string[] = []

      test.beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'sekisho-e2e-'))
        mkdirSync(join(folder, 'store'))
        relay = await startRelay()
        office = await WindowDesk.open({
          dataFolder: join(folder, 'office'),
          language,
          theme,
          pictures,
        })
        approver = await WindowDesk.open({
          dataFolder: join(folder, 'approver'),
          language,
          theme,
          pictures,
        })
      })
      test.afterAll(async () => {
        await office?.close()
        await approver?.close()
        await relay?.stop()
        rmSync(folder, { recursive: true, force: true })
      })

      test('first run: an organization, its sheet and its authenticator', async () => {
        fingerprint = await found(office, {
          organization: '関所市役所',
          name: '佐藤 直子',
          password: 'kanri no tobira 2026',
          store: join(folder, 'store'),
        })
        expect(fingerprint).toHaveLength(4)
      })

      test('a second PC joins, the words agree, and the administrator admits the approver', async () => {
        const words = await joinOrganization(approver, {
          name: '高橋 健',
          password: 'shonin no inkan 2026',
          store: join(folder, 'store'),
          fingerprint,
        })
        await admit(office, { name: '高橋 健', words, roles: ['role.approver', 'role.auditor'] })
        await logIn(approver)
      })

      test('a route, tested live, and a sender identity', async () => {
        await defineRoute(office, { relay })
        await defineSender(office, {
          name: '関所市役所 広報課',
          address: 'info@sekisho.example.jp',
        })
      })

      test('a Shift_JIS file is imported, and every row is accounted for', async () => {
        await importFile(office, { folder, rowCount: 300 })
      })

      test('a campaign is written, checked and filed', async () => {
        const attachment = join(folder, '窓口のご案内.txt')
        writeFileSync(attachment, '窓口のご案内\r\n平日 9時から17時まで。\r\n')
        await fileCampaign(office, { attachment })
      })

      test('the approver opens what has to be opened, and signs', async () => {
        await review(approver)
      })

      test('the release is started, and its counts add up', async () => {
        const sent = await startRelease(office)
        let received = 0
        for await (const _mail of relay.received()) received += 1
        expect(received).toBe(sent)
      })

      test('the evidence verifies by itself, and the journal shows every act', async () => {
        const file = join(folder, 'evidence.json')
        await office.choose(file)
        await office.press('releases.save-evidence')
        await expect(
          office.page.getByText(office.t('releases.evidence-saved', { name: 'evidence.json' })),
        ).toBeVisible({ timeout: 30_000 })
        expect(verifyEvidence(readFileSync(file)).organizationName).toBe('関所市役所')
        await office.goTo('page.home')
        await office.picture('home')
        await office.goTo('page.journal')
        await office.picture('journal')
      })

      test('no screen has broken the content security policy', () => {
        expect([...office.complaints, ...approver.complaints]).toEqual([])
      })
    })
  }
