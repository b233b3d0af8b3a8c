import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Relay, startRelay } from '../../build/demo/relay.ts'
import { verifyEvidence } from '../../main/reports/reports.ts'
import type { Language } from '../../preload/contract/app.ts'
import { announceTraffic } from '../support/announced-traffic.ts'
import { type DnsTestServer, dnsServerMissing } from '../support/dns-server.ts'
import { journeyWords } from '../support/journey-words.ts'
import {
  exportWithPermit,
  keepUntilTomorrow,
  makeSegment,
  suppressAndLift,
} from '../support/window-curation.ts'
import {
  examineDeliverability,
  resolverPolicy,
  startSenderDns,
  tryDirect,
} from '../support/window-deliverability.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { approve, returnSecond, startRelease, takeUpReturned } from '../support/window-gate.ts'
import { admit, found, join as joinOrganization, logIn } from '../support/window-people.ts'
import { readReport } from '../support/window-report.ts'
import {
  defineRoute,
  defineSender,
  fileCampaign,
  fileSecondCampaign,
  fileToNobody,
  importFile,
} from '../support/window-work.ts'

/**
 * The whole path in two windows: first run, a second PC that joins, a route, an import, a campaign,
 * an approval, a release, its evidence; and what goes wrong on the way. PICTURES names a folder for
 * screenshots; LANGUAGES and THEMES, separated by commas, say in which languages and themes;
 * RECIPIENTS, how many rows the file has.
 */

const languages = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const themes = (process.env.THEMES ?? 'light').split(',') as ('light' | 'dark')[]
const rowCount = Number(process.env.RECIPIENTS ?? 300)
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')

for (const language of languages)
  for (const theme of themes) {
    test.describe(`the main job in ${language}, ${theme}`, () => {
      test.describe.configure({ mode: 'serial', timeout: 240_000 })
      const words = journeyWords[language]
      let folder: string
      let relay: Relay
      let dns: DnsTestServer | null
      let office: WindowDesk
      let approver: WindowDesk
      let fingerprint: string[] = []

      test.beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'sekisho-e2e-'))
        mkdirSync(join(folder, 'store'))
        relay = await startRelay()
        announceTraffic(relay.host, relay.port, 'relay')
        dns = dnsServerMissing() === null ? await startSenderDns() : null
        const switches = resolverPolicy(folder, dns)
        const open = (name: string) =>
          WindowDesk.open({ dataFolder: join(folder, name), language, theme, pictures, switches })
        office = await open('office')
        approver = await open('approver')
      })
      test.afterAll(async () => {
        await office?.close()
        await approver?.close()
        await relay?.stop()
        await dns?.stop()
        rmSync(folder, { recursive: true, force: true })
      })

      test('first run: an organization, its sheet and its authenticator', async () => {
        fingerprint = await found(office, {
          password: 'kanri no tobira 2026',
          store: join(folder, 'store'),
        })
        expect(fingerprint).toHaveLength(4)
      })

      test('a second PC joins, the words agree, and the administrator admits the approver', async () => {
        const enrolmentWords = await joinOrganization(approver, {
          password: 'shonin no inkan 2026',
          store: join(folder, 'store'),
          fingerprint,
        })
        await admit(office, {
          words: enrolmentWords,
          roles: ['role.approver', 'role.auditor'],
        })
        await logIn(approver, ['000000'])
      })

      test('a route, refused and then tested live, and a sender identity', async () => {
        await defineRoute(office, { relay })
        await defineSender(office, 'info@sekisho.example.jp')
      })

      test('a route without a relay: locked, allowed by the policy, tried and defined', async () => {
        test.skip(dns === null || !process.env.SLOW, dnsServerMissing() ?? 'in the long run')
        await tryDirect(office)
      })

      test('what receivers see of it is asked of DNS, and what to publish is shown', async () => {
        test.skip(dns === null, dnsServerMissing() ?? '')
        if (dns !== null) await examineDeliverability(office, dns)
      })

      test('a Shift_JIS file is imported, and every row is accounted for', async () => {
        await importFile(office, { folder, rowCount })
      })

      test('a campaign to an empty list cannot be filed', async () => {
        await fileToNobody(office)
      })

      test('a campaign is written, checked and filed, and another one', async () => {
        await fileCampaign(office, { folder })
        await fileSecondCampaign(office)
      })

      test('the approver returns one, opens what has to be opened, and signs the other', async () => {
        await returnSecond(approver)
        await approve(approver)
      })

      test('the office closes Sekisho, opens it again, and logs in', async () => {
        await office.restart()
        await logIn(office)
      })

      test('what came back is taken up again', async () => {
        await takeUpReturned(office)
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
        expect(verifyEvidence(readFileSync(file)).organizationName).toBe(words.organization)
        await readReport(office, join(folder, 'report.pdf'))
        await office.goTo('page.journal')
        await expect(office.page.getByRole('row').nth(5)).toBeVisible()
        await office.picture('journal')
        await approver.goTo('page.releases')
        await approver.page.getByRole('row').filter({ hasText: words.campaign.name }).click()
        await expect(approver.page.getByText(approver.t('releases.elsewhere'))).toBeVisible({
          timeout: 40_000,
        })
        await approver.picture('release-elsewhere')
      })

      test('segments and suppressions are kept, and lists get a last day', async () => {
        await makeSegment(office)
        await suppressAndLift(office)
        await keepUntilTomorrow(office)
      })

      test('a list is taken out when a second person agrees, once', async () => {
        await exportWithPermit(office, approver, { folder })
      })

      test('no screen breaks the policy, logs an error, or shuts out a screen reader', () => {
        expect([...office.complaints, ...approver.complaints]).toEqual([])
      })
    })
  }
