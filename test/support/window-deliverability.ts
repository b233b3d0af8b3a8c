import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { announceTraffic } from './announced-traffic.ts'
import { type DnsTestServer, startDnsServer } from './dns-server.ts'
import type { WindowDesk } from './window-desk.ts'
import { patient } from './window-work.ts'

/** What IT does about the mail's standing: asks DNS, reads what is wrong, and asks again. */

/** A domain as it is before anybody has thought of its mail. */
export function startSenderDns(): Promise<DnsTestServer> {
  return startDnsServer({
    'sekisho.example.jp': {
      records: `@ MX 10 mail
mail A 192.0.2.25
@ TXT "v=spf1 ip4:192.0.2.25 -all"
_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc@sekisho.example.jp"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@sekisho.example.jp"
`,
    },
    'gone.example.jp': { records: '@ MX 0 .' },
    // Where nothing but this PC would answer.
    'others.example.jp': { records: '@ MX 10 mx\nmx A 127.0.0.1' },
    '2.0.192.in-addr.arpa': { records: '25 PTR mail.sekisho.example.jp.' },
  })
}

/** IT's file for a PC whose names are looked up there. */
export function resolverPolicy(folder: string, dns: DnsTestServer | null): string[] {
  const line = dns?.line ?? '127.0.0.1:53053'
  announceTraffic(...hostAndPort(line), 'a DNS server that is asked, there or not')
  const file = join(folder, 'resolver-policy.json')
  writeFileSync(file, JSON.stringify({ DnsServers: [line] }))
  return [`--policy-file=${file}`]
}

function hostAndPort(line: string): [string, string] {
  const [host = '', port = ''] = line.split(':')
  return [host, port]
}

export async function examineDeliverability(desk: WindowDesk, dns: DnsTestServer): Promise<void> {
  const { page } = desk
  await desk.goTo('page.deliverability')
  await expect(page.getByText(desk.t('deliverability.untested'))).toBeVisible(patient)
  await desk.picture('deliverability-untested')
  await desk.press('deliverability.test')
  const findings = page.getByRole('list', { name: desk.t('deliverability.findings') })
  const card = (subject: 'dkim' | 'spf-from' | 'dmarc' | 'ptr') =>
    findings
      .getByRole('listitem')
      .filter({
        has: page.getByRole('heading', { name: desk.t(`deliverability.subject-${subject}`) }),
      })
      .first()
  await expect(card('spf-from')).toContainText(desk.t('deliverability.verdict-unknown'), patient)
  const published = card('dkim').getByLabel(desk.t('deliverability.record-text', { type: 'TXT' }))
  await expect(published.first()).toHaveValue(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{380,}$/)
  await desk.picture('deliverability')

  const outlets = page.getByRole('textbox', { name: desk.t('deliverability.outlets') })
  await outlets.fill('mail.sekisho.example.jp')
  await expect(
    page.getByText(desk.t('deliverability.outlets-wrong', { text: 'mail.sekisho.example.jp' })),
  ).toBeVisible()
  await outlets.fill('192.0.2.25')
  await desk.press('deliverability.outlets-save')
  await expect(card('spf-from')).toContainText(desk.t('deliverability.verdict-good'), patient)
  await expect(card('ptr')).toContainText('mail.sekisho.example.jp')
  await card('dmarc').scrollIntoViewIfNeeded()
  await desk.picture('deliverability-again')

  await dns.stop()
  await desk.press('deliverability.test-again')
  await desk.seesProblem('deliverability.dns-unreachable')
  await page.getByText(desk.t('deliverability.body')).scrollIntoViewIfNeeded()
  await desk.picture('deliverability-unreachable')
}

/**
 * A route without a relay: locked until the organization's policy allows it, tried against a domain
 * that takes no mail and one whose mail leads back here, and defined.
 */
export async function tryDirect(desk: WindowDesk): Promise<void> {
  const { page } = desk
  const dialog = desk.dialog()
  const direct = dialog.getByRole('radio', { name: desk.t('routes.kind-direct') })
  await openRouteForm(desk)
  await expect(direct).toBeDisabled()
  await expect(dialog.getByText(desk.t('routes.kind-locked'))).toBeVisible()
  await desk.picture('route-direct-locked')
  await dialog.getByRole('button', { name: desk.t('app.cancel') }).click()

  await page.getByRole('tab', { name: desk.t('administration.tab-policy') }).click()
  const rule = desk.t('rule.directDelivery')
  await page.getByRole('button', { name: desk.t('policy.change-title', { rule }) }).click()
  await dialog.getByRole('radio', { name: desk.t('rule-option.encrypted') }).check()
  await desk.typeCode()
  await dialog.getByRole('button', { name: desk.t('policy.change-act') }).click()
  await expect(dialog).toHaveCount(0, patient)

  await openRouteForm(desk)
  await direct.check()
  const field = (key: 'name' | 'greeting-name' | 'direct-test-domain' | 'dkim-domain') =>
    dialog.getByRole('textbox', { name: desk.t(`routes.${key}`), exact: true })
  await field('name').fill('MX')
  await field('greeting-name').fill('mail.sekisho.example.jp')
  await field('dkim-domain').fill('sekisho.example.jp')
  const test = async (domain: string) => {
    await field('direct-test-domain').fill(domain)
    await dialog.getByRole('button', { name: desk.t('routes.direct-test'), exact: true }).click()
  }
  await test('gone.example.jp')
  await desk.seesProblem('sending.domain-takes-no-mail')
  await test('others.example.jp')
  await expect(dialog.getByText(desk.t('routes.direct-sts-absent'), { exact: true })).toBeVisible(
    patient,
  )
  await desk.picture('route-direct')
  await desk.typeCode()
  await dialog.getByRole('button', { name: desk.t('routes.add-act') }).click()
  await expect(page.getByText(desk.t('routes.created', { name: 'MX' }))).toBeVisible(patient)
  await dialog.getByRole('button', { name: desk.t('app.close') }).click()
  await page.getByRole('article', { name: 'MX' }).scrollIntoViewIfNeeded()
  await desk.picture('routes-direct')
}

async function openRouteForm(desk: WindowDesk): Promise<void> {
  await desk.goTo('page.administration')
  await desk.page.getByRole('tab', { name: desk.t('administration.tab-routes') }).click()
  await desk.press('routes.add')
}
