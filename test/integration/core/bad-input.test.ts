import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeCampaign, importContacts } from '../../../build/demo/campaign.ts'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import type { Answer } from '../../../preload/contract/channel.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'
import { formatProblem } from '../../../renderer/i18n/problem.ts'
import { createAuthority } from '../../support/certificate.ts'
import { openTestOffice, type TestOffice } from '../../support/workstation-office.ts'

/** What people get wrong, on real workstation processes: a sentence, and nothing half-written. */

let office: TestOffice
let relay: Relay
let settings: ReturnType<typeof relayInput>

function relayInput() {
  return {
    host: relay.host,
    port: relay.port,
    tls: 'starttls' as const,
    user: relay.user,
    password: relay.password,
    ca: relay.caPem,
  }
}

beforeAll(async () => {
  relay = await startRelay()
  office = await openTestOffice()
  settings = relayInput()
})
afterAll(async () => {
  await office?.close()
  await relay?.stop()
})

/** A clear problem: the expected code, and a whole sentence in each language. */
function expectProblem(answer: Answer<unknown>, code: string): void {
  if (answer.ok) throw new Error(`expected ${code}, but it was accepted`)
  expect(answer.problem.code).toBe(code)
  for (const language of ['ja', 'en'] as const) {
    const sentence = formatProblem(answer.problem, language)
    expect(sentence.length).toBeGreaterThan(12)
    expect(sentence).not.toMatch(/[{}]|undefined/)
  }
}

async function testRelay(change: Partial<ChannelRawInput<'routes.test'>>) {
  const { workstation } = office.administrator
  const steps = await workstation.call('routes.test', { ...settings, ...change })
  const failed = steps.find((step) => !step.ok)
  return { steps, answer: { ok: false, problem: failed?.problem } as Answer<never> }
}

describe('bad input', () => {
  it('a wrong relay password', async () => {
    const { steps, answer } = await testRelay({ password: 'not the password' })
    expectProblem(answer, 'sending.auth-refused')
    expect(steps.map((step) => step.ok)).toEqual([true, true, true, false])
  })

  it('an unreachable relay', async () => {
    expectProblem((await testRelay({ port: 1 })).answer, 'sending.relay-unreachable')
  })

  it('an untrusted certificate', async () => {
    const stranger = createAuthority()
    expectProblem(
      (await testRelay({ ca: stranger.certificatePem })).answer,
      'sending.certificate-untrusted',
    )
    expectProblem((await testRelay({ ca: null })).answer, 'sending.certificate-untrusted')
  })

  it('a wrong six digits: no route is made, and the next code works', async () => {
    const { workstation } = office.administrator
    const route = {
      ...settings,
      name: '試験経路',
      dkimDomain: 'sekisho.example.jp',
      dkimSelector: 's1',
      connectionsMax: 4,
      ratePerHourMax: null,
      quorum: 1,
    }
    const right = office.administrator.code()
    const wrong = right === '000000' ? '000001' : '000000'
    expectProblem(
      await workstation.ask('routes.create', { ...route, code: wrong }),
      'identity.wrong-code',
    )
    expect(await workstation.call('routes.list', {})).toEqual([])
    expect((await workstation.ask('routes.create', { ...route, code: right })).ok).toBe(true)
    expect(await workstation.call('routes.list', {})).toHaveLength(1)
  })

  it('a file that is gone, an empty file, and a file without addresses', async () => {
    const { administrator, author } = office
    await administrator.workstation.call('routes.create-sender-identity', {
      name: '広報課',
      address: 'info@sekisho.example.jp',
      replyTo: null,
      code: administrator.code(),
    })
    await administrator.lock()
    await author.logIn()
    const { workstation } = author
    const file = join(office.folder, 'gone.csv')
    const choose = async (content: string) => {
      writeFileSync(file, content)
      workstation.choose(file)
      return (await workstation.call('lists.choose-file', {}))?.file ?? ''
    }
    const gone = await choose('mail\r\na@b.example\r\n')
    rmSync(file)
    expectProblem(await workstation.ask('lists.inspect', { file: gone }), 'lists.file-not-found')
    writeFileSync(file, '')
    expectProblem(await workstation.ask('lists.choose-file', {}), 'lists.file-empty')

    const list = await workstation.call('lists.create', { name: '住所だけ' })
    const token = await choose('氏名,電話\r\n山田,03-0000-0000\r\n')
    const seen = await workstation.call('lists.inspect', { file: token })
    const { format, hasHeader, columns } = seen
    expectProblem(
      await workstation.ask('lists.import', {
        list: list.id,
        file: token,
        format,
        hasHeader,
        columns,
      }),
      'lists.no-address-column',
    )
    const after = await workstation.call('lists.list', {})
    expect(after.find((each) => each.id === list.id)?.contactCount).toBe(0)
  })

  it('an empty list: filing is refused, and nothing reaches the store', async () => {
    const { author, store } = office
    const { workstation } = author
    const list = await workstation.call('lists.create', { name: '空のリスト' })
    const [route] = await workstation.call('routes.list', {})
    const [identity] = await workstation.call('routes.sender-identities', {})
    const { id } = await composeCampaign({
      author,
      folder: office.folder,
      name: '空の配信',
      list,
      route: route?.id ?? '',
      identity: identity?.id ?? '',
      withAttachment: false,
    })
    const before = filesIn(store)
    const filed = await workstation.ask('approval.file', {
      campaign: id,
      comment: '',
      approveWithinHours: 24,
      executeWithinHours: 24,
      urgent: null,
    })
    expectProblem(filed, 'approval.audience-empty')
    expect(filesIn(store)).toEqual(before)
    const campaigns = await workstation.call('campaigns.list', {})
    expect(campaigns.find((each) => each.id === id)?.state).toBe('draft')
  })

  it('what is fixed afterwards goes through: the same office imports and files', async () => {
    const { author, folder } = office
    const file = join(folder, 'fixed.csv')
    writeFileSync(file, '氏名,メールアドレス\r\n田中 一,tanaka@fixed.example.jp\r\n')
    const { list, report } = await importContacts({
      author,
      file,
      encoding: null,
      listName: '直したリスト',
      onProgress: () => undefined,
    })
    expect(report.counts.added).toBe(1)
    const { workstation } = author
    const [route] = await workstation.call('routes.list', {})
    const [identity] = await workstation.call('routes.sender-identities', {})
    const { id } = await composeCampaign({
      author,
      folder,
      name: '直した配信',
      list,
      route: route?.id ?? '',
      identity: identity?.id ?? '',
      withAttachment: false,
    })
    const filed = await workstation.call('approval.file', {
      campaign: id,
      comment: '',
      approveWithinHours: 24,
      executeWithinHours: 24,
      urgent: null,
    })
    expect(filed).toMatchObject({ state: 'filed', recipientCount: 1 })
  })
})

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : []
}
