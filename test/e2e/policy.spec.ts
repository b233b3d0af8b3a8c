import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { settings } from '../../main/policy/settings-table.ts'
import { machine } from '../../renderer/i18n/en/machine.ts'
import { startAndWait } from '../support/electron-start.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { found } from '../support/window-people.ts'

/** What IT lays down shows: every setting with its source, and locked where a person would choose. */

const folder = mkdtempSync(join(tmpdir(), 'sekisho-policy-'))
const store = join(folder, 'store')
mkdirSync(store)
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const everything: Readonly<Record<keyof typeof settings, unknown>> = {
  SharedStore: store,
  RootFingerprint: 'ab'.repeat(32),
  Language: 'en',
  AllowedRelays: ['relay.example.jp:465 tls=implicit'],
  DnsServers: ['192.0.2.53', '[2001:db8::53]:5353'],
  TrustDnssec: true,
  QuorumMin: 2,
  HoldMinutes: 10,
  CoolingOffHours: 24,
  ApprovalHoursMax: 72,
  ExecutionHoursMax: 72,
  DelegationHoursMax: 8,
  StorelessMinutesMax: 30,
  RouteCoolingOffHours: 1,
  AllowDecisionFiles: false,
  PasswordFor: ['release'],
  PasswordGraceMinutes: 5,
  TypeCountFrom: 1000,
  Looks: ['samples', 'links'],
  CheckSeverities: { 'domain-typo': 'stop', '*': 'warning' },
  StoreGraceMinutes: 5,
  LoginNetworks: ['0.0.0.0/0', '::/0'],
  ReleaseNetworks: ['10.0.0.0/8'],
  IdleMinutesMax: 5,
  SessionHoursMax: 8,
  Masking: 'domain-only',
  Unmask: 'nobody',
  ExportQuorum: 2,
  SuppressionLiftNeedsSecond: true,
  AllowBasicText: true,
  PreventCopy: true,
  PreventPrinting: true,
  PreventScreenCapture: true,
  LogLevel: 'warning',
  LogDays: 30,
}

function policyFile(name: string, values: Readonly<Record<string, unknown>>): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(values))
  return `--policy-file=${file}`
}

test('every setting that IT has fixed shows as fixed, before anybody has logged in', async () => {
  const desk = await WindowDesk.open({
    dataFolder: join(folder, 'first'),
    // What the person once chose does not count: IT says English.
    language: 'en',
    switches: [policyFile('everything.json', everything)],
    pictures: process.env.POLICY_PICTURES,
  })
  const { page } = desk
  await expect(page.getByRole('button', { name: desk.t('identity.found') })).toBeDisabled()
  await desk.picture('policy-first-run')
  await page.getByRole('button', { name: desk.t('app.settings') }).click()
  for (const name of ['日本語', 'English'])
    await expect(page.getByRole('menuitemradio', { name })).toBeDisabled()
  await page.getByRole('menuitem', { name: desk.t('machine.open') }).click()
  const dialog = desk.dialog()
  for (const [name, setting] of Object.entries(settings)) {
    const row = dialog.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })
    await expect(row).toContainText(setting.en.title)
    await expect(row).toContainText('Fixed by Policy file')
  }
  await desk.picture('policy-dialog')
  await dialog.getByRole('button', { name: desk.t('app.close') }).click()

  await page.getByRole('button', { name: desk.t('identity.join') }).click()
  const field = page.getByRole('textbox', { name: desk.t('identity.folder') })
  await expect(field).toHaveValue(store)
  await expect(field).not.toBeEditable()
  await expect(page.getByText(machine['machine.store-locked'])).toBeVisible()
  await desk.picture('policy-join')

  const tried = await page.evaluate(() => {
    const events: string[] = []
    addEventListener('beforeprint', () => events.push('print'))
    addEventListener('copy', (event) => events.push(`copy ${event.defaultPrevented}`))
    window.print()
    document.execCommand('selectAll')
    document.execCommand('copy')
    return events
  })
  expect(tried).toEqual(['copy true'])
  // Nor does the core, whoever asks it.
  const answer = await page.evaluate(() =>
    window.sekisho.call('clipboard.copy', { text: 'x', kind: 'public' }),
  )
  expect(answer).toMatchObject({ problem: { code: 'policy.copying-forbidden' } })
  const isProtected = await desk.app.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isContentProtected()),
  )
  expect(isProtected).toEqual([true])
  // The sandbox says why nothing is printed; nothing else is complained about.
  expect(desk.complaints).toHaveLength(1)
  expect(desk.complaints[0]).toMatch(/Ignored call to 'print\(\)'/)
  await desk.close()
})

test('an administrator sees which rules IT has fixed, and cannot change them here', async () => {
  test.setTimeout(120_000)
  const { SharedStore: _, RootFingerprint: __, PreventPrinting: ___, ...rules } = everything
  const desk = await WindowDesk.open({
    dataFolder: join(folder, 'second'),
    language: 'en',
    switches: [policyFile('rules.json', rules)],
    pictures: process.env.POLICY_PICTURES,
  })
  const { page } = desk
  const own = join(folder, 'own-store')
  mkdirSync(own)
  await found(desk, { password: 'Hikari-to-kaze-no-mori-2026', store: own })
  await page.getByRole('navigation').getByText(desk.t('page.administration')).click()
  await page.getByRole('tab', { name: desk.t('administration.tab-policy') }).click()
  for (const { rule } of Object.values(settings).map((each) => ({ rule: ruleOf(each) }))) {
    if (rule === null) continue
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByText(desk.t(rule), { exact: true }) })
    await expect(row.getByText(desk.t('policy.locked-by-machine'))).toBeVisible()
    await expect(row.getByRole('button')).toBeDisabled()
  }
  await desk.picture('policy-rules')
  await page.getByRole('tab', { name: desk.t('administration.tab-routes') }).click()
  await desk.close()
})

function ruleOf(setting: (typeof settings)[keyof typeof settings]) {
  return 'rule' in setting && setting.rule !== undefined
    ? (`rule.${setting.rule}` as 'rule.quorumMin')
    : null
}

test('--policy-explain tells what is in force without a window, and whether something is wrong', async () => {
  const executable = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '',
    process.platform === 'win32' ? 'electron.exe' : 'electron',
  )
  test.skip(process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined, 'the stand-in runs it')
  const explain = (file: string, ...switches: string[]) =>
    startAndWait({ executable, switches: ['--policy-explain', ...switches, file] })
  const good = explain(policyFile('everything.json', everything), '--json')
  expect(good.exitCode).toBe(0)
  const told = JSON.parse(good.stdout)
  expect(
    Object.fromEntries(
      told.settings.map((each: { name: string; value: unknown }) => [each.name, each.value]),
    ),
  ).toEqual(everything)
  const bad = explain(policyFile('bad.json', { QuorumMin: 'two', Porxy: 1 }))
  expect(bad.exitCode).toBe(2)
  expect(bad.stdout).toContain('Porxy')
})
