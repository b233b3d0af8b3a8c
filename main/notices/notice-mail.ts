import type { Language } from '../../preload/contract/app.ts'
import type { campaignsChannels } from '../../preload/contract/campaigns.ts'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import { type MailKind, mailKinds, type noticesChannels } from '../../preload/contract/notices.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { concernOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import type { NoticeRelay, VerifiedRecord } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'
import { requireOwnDomain, sendNoticeMail } from '../sending/sending.ts'
import { addressContext, addressesIn, type MailAddress, sealAddress } from './mail-address.ts'
import { changedRequest, type MailWish, mailPauseMs, mailsFor, mailWithinMs } from './mail-rule.ts'
import { keepMailFailure, keepMailPosition, mailFailures, mailPosition } from './mail-table.ts'
import { noticeMessage } from './mail-words.ts'
import { noticeRelayOf, requireNoRoute, setNoticeRelay, toRelayView } from './relay.ts'
import { sendTest } from './test-send.ts'
import { inTurns } from './turns.ts'

type MailChannel =
  | 'notices.relay'
  | 'notices.set-relay'
  | 'notices.mail-settings'
  | 'notices.change-mail-settings'

export interface NoticeMailOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'log'>
  readonly language: () => Language
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  readonly stepUp: StepUp
  readonly isSignedIn: () => boolean
  /** Keeps the vault open past a lock; call the result to let go. */
  readonly keepVaultOpen: () => () => void
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

export interface NoticeMails {
  readonly handlers: Handlers<
    Pick<typeof noticesChannels, MailChannel> &
      Pick<typeof campaignsChannels, 'campaigns.test-send'>
  >
  /** Tells others by mail what was done here since the last look. Never in the way of an act. */
  readonly look: () => void
  /** Requests about which a mail of this PC failed, and when. */
  readonly failures: () => ReadonlyMap<string, string>
}

interface Letter extends MailWish {
  readonly request: string
  readonly to: MailAddress
  readonly at: number
}

/**
 * Mail to members, from the PC where something was done and from no other: only its own records bring
 * mail, each once. What fails is not tried again, and whoever is signed in here is told.
 */
export function createNoticeMails(options: NoticeMailOptions): NoticeMails {
  const { ports, session, language } = options
  /** When a member was last mailed a kind; milliseconds. */
  const told = new Map<string, number>()
  const isDue = ({ member, kind }: MailWish) => {
    const key = `${kind}:${member}`
    const isRecent = ports.clock.now() - (told.get(key) ?? Number.NEGATIVE_INFINITY) < mailPauseMs
    if (!isRecent) told.set(key, ports.clock.now())
    return !isRecent
  }
  const post = async (relay: NoticeRelay, { to, kind, at, request }: Letter) => {
    const { db, member } = session()
    const now = ports.clock.now()
    const recipient = to.address
    const id = Buffer.from(ports.random.bytes(16)).toString('hex')
    const text = { kind, recipient, at, now, id, language: to.language, sender: relay.sender }
    try {
      requireNoRoute(session(), relay)
      await sendNoticeMail(relay, { recipient, message: noticeMessage(text) })
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
      ports.log.write('warning', 'notices.mail-failed', { code })
      keepMailFailure(db, { member, request, at: new Date(now).toISOString() })
      options.emit('notices.changed', {})
    }
  }
  const tell = async () => {
    const relay = noticeRelayOf(session())
    const records = takeNew(session(), ports.clock.now())
    if (relay === null || records.length === 0) return
    const letters = lettersFor(session(), relay, { records, now: ports.clock.now() })
    for (const letter of letters.filter(isDue)) await post(relay, letter)
  }
  return {
    look: inTurns(tell, { ...options, log: ports.log, failure: 'notices.not-mailed' }),
    failures() {
      const { db, member } = session()
      return mailFailures(db, member)
    },
    handlers: {
      'notices.relay'() {
        const relay = noticeRelayOf(session())
        return relay === null ? null : toRelayView(relay)
      },
      async 'notices.set-relay'({ relay, code }) {
        await options.stepUp(code, 'grant')
        const isInForce = await setNoticeRelay(session(), ports.random, relay)
        options.emit('journal.changed', {})
        return { isInForce }
      },
      async 'campaigns.test-send'({ campaign }) {
        const address = await sendTest(session(), campaign, { ...ports, language: language() })
        options.emit('journal.changed', {})
        return address
      },
      'notices.mail-settings': () => settingsOf(session()),
      async 'notices.change-mail-settings'(input) {
        await changeSettings(session(), { ...input, language: language() }, ports)
        options.emit('journal.changed', {})
        return {}
      },
    },
  }
}

function settingsOf(session: Session) {
  const relay = noticeRelayOf(session)
  if (relay === null) return { domains: null, address: '', kinds: [...mailKinds] }
  const own = addressesIn(session, relay).get(session.member)
  return {
    domains: relay.domains,
    address: own?.address ?? '',
    kinds: own?.kinds ?? [...mailKinds],
  }
}

/** Fails with `sending.notice-off` or `sending.notice-domain`. */
async function changeSettings(
  session: Session,
  { address, kinds, language }: { address: string; kinds: MailKind[]; language: Language },
  { random }: Pick<Ports, 'random'>,
): Promise<void> {
  const { journal, member } = session
  const relay = noticeRelayOf(session) ?? fail('sending.notice-off', {})
  const own = address === '' ? '' : requireOwnDomain(relay, address)
  const context = addressContext(journal.trust().fingerprint, member)
  const sealed = sealAddress({ address: own, kinds, language }, { relay, context, random })
  await journal.append({ kind: 'notice-address', body: { sealed }, signer: session })
}

/**
 * This PC's own records since the last look, which are taken with that: should the PC fail now, nobody
 * is mailed twice. now: milliseconds.
 */
function takeNew({ db, journal, workstation }: Session, now: number): VerifiedRecord[] {
  const told: readonly VerifiedRecord[] = [
    ...journal.recordsOf('request'),
    ...journal.recordsOf('decision'),
    ...journal.recordsOf('stop'),
    ...journal.recordsOf('finished'),
  ]
  const own = told.filter(({ header }) => header.workstation === workstation.id)
  const last = own.reduce((most, { header }) => Math.max(most, header.seq), 0)
  const before = mailPosition(db)
  if (before === last) return []
  keepMailPosition(db, last)
  return own
    .filter(({ header }) => header.seq > (before ?? last))
    .filter(({ header }) => now - Date.parse(header.at) < mailWithinMs)
    .sort((a, b) => a.header.seq - b.header.seq)
}

function lettersFor(
  session: Session,
  relay: NoticeRelay,
  o: { readonly records: readonly VerifiedRecord[]; readonly now: number },
): Letter[] {
  const addresses = addressesIn(session, relay)
  return o.records.flatMap((record) => {
    const request = changedRequest(record)
    if (request === null) return []
    const at = Date.parse(record.header.at)
    return mailsFor(record, concernOf(session, request, o.now)).flatMap((wish) => {
      const to = addresses.get(wish.member)
      return to?.kinds.includes(wish.kind) === true ? [{ ...wish, request, to, at }] : []
    })
  })
}
