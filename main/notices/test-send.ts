import { createHash } from 'node:crypto'
import type { Language } from '../../preload/contract/app.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import {
  compileTemplate,
  composeSkeleton,
  type Rendered,
  readCampaign,
  type Template,
  toMailDate,
} from '../message/message.ts'
import type { Ports } from '../ports.ts'
import { requireOwnDomain, sendNoticeMail } from '../sending/sending.ts'
import { addressesIn } from './mail-address.ts'
import { noticeRelayOf, requireNoRoute } from './relay.ts'

const dayMs = 24 * 3_600_000

/**
 * Mails a draft to whoever writes it, and to nobody else: to the address that this member has signed,
 * within the own domains, through the notification relay. No approval lets it out, so it carries
 * nobody's data: each field stands there by its name. Recorded before it leaves. Returns the address.
 * Fails with `sending.notice-off`, `sending.test-no-address`, `sending.test-too-many`, what the message
 * fails with, and what the relay does.
 */
export async function sendTest(
  session: Session,
  campaign: string,
  o: Pick<Ports, 'clock' | 'random'> & { readonly language: Language },
): Promise<string> {
  const { db, journal, member } = session
  const relay = noticeRelayOf(session) ?? fail('sending.notice-off', {})
  const own = addressesIn(session, relay).get(member) ?? fail('sending.test-no-address', {})
  const recipient = requireOwnDomain(relay, own.address)
  requireNoRoute(session, relay)
  const now = o.clock.now()
  requireFew(session, now)
  const { templateBytes, attachments } = readCampaign(db, campaign)
  const template = compileTemplate(templateBytes)
  const rendered = renderNamed(template)
  const skeleton = await composeSkeleton({
    headers: {
      from: { name: 'Sekisho', address: relay.sender },
      ...{ replyTo: null, listUnsubscribe: null },
    },
    ...{ template, attachments },
  })
  const mark = o.language === 'ja' ? '【テスト】' : '[Test] '
  const id = Buffer.from(o.random.bytes(16)).toString('hex')
  const message = skeleton.build({
    ...{ to: recipient, toName: '', date: toMailDate(now) },
    rendered: { ...rendered, subject: `${mark}${rendered.subject}` },
    messageId: `<${id}@${relay.sender.slice(relay.sender.indexOf('@') + 1)}>`,
    // RFC 3834 section 5: no out-of-office answers to it.
    extraHeaders: [{ name: 'Auto-Submitted', value: 'auto-generated' }],
  })
  const digest = createHash('sha256').update(templateBytes).digest('hex')
  await journal.append({ kind: 'test-sent', body: { template: digest }, signer: session })
  await sendNoticeMail(relay, { recipient, message })
  return recipient
}

function requireFew({ journal, member }: Session, now: number): void {
  const recent = journal
    .recordsOf('test-sent')
    .filter(({ header }) => header.member === member && now - Date.parse(header.at) < dayMs)
  const { testSendsMax } = journal.policy().rules
  if (recent.length >= testSendsMax) fail('sending.test-too-many', { countMax: testSendsMax })
}

/** With each field's name for its value; where only a link may stand, with a link that leads nowhere. */
function renderNamed(template: Template): Rendered {
  const names = new Set(template.uses.map(({ field }) => field))
  const fields = Object.fromEntries([...names].map((name) => [name, `〔${name}〕`]))
  for (let at = 0; ; at += 1) {
    try {
      return template.render(fields)
    } catch (error) {
      const isUnsafe =
        error instanceof ProblemError && error.problem.code === 'message.field-unsafe-value'
      const field = isUnsafe ? String(error.problem.params.field) : ''
      if (!isUnsafe || at > names.size || !names.has(field)) throw error
      fields[field] = 'https://test.invalid/'
    }
  }
}
