import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../support/approval-desk.ts'
import { makeTeam } from '../support/organization.ts'
import { filesBelow } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { goodPassword } from '../support/vault.ts'

/** S22 belongs to the whole product; here the journal's own part: what it writes by itself. */
test('S22 no name of a person, a PC, a relay or a sender lies readable in the share', async () => {
  const team = await makeTeam(makeTempFolder())
  const { administrator } = team
  const author = await team.join('author', ['author'])
  await administrator.journal.publishPolicy(
    ({ rules, routeKeys, detail }) => ({
      rules,
      routeKeys,
      detail: {
        ...detail,
        senderIdentities: [
          {
            id: 's-1',
            name: 'Canary-Sender',
            address: 'canary@sender.example',
            replyTo: 'canary-reply@sender.example',
          },
        ],
      },
    }),
    administrator.signer,
  )
  await author.journal.sync()
  expect(author.journal.policy().detail.senderIdentities[0]?.name).toBe('Canary-Sender')
  await author.journal.append({
    kind: 'withdrawal',
    body: { request: 'a'.repeat(64) },
    signer: author.signer,
  })

  const texts = filesBelow(team.share).flatMap((file) => readings(readFileSync(file)))
  expect(texts.length).toBeGreaterThan(10)
  const canaries = texts.flatMap((text) => text.match(/canary[-@.A-Za-z]*/gi) ?? [])
  // The organization's own name is in root.1 on purpose: people see it before they have any key.
  expect(new Set(canaries)).toEqual(new Set(['Canary-Organization']))
})

/** Everything personal or secret that the desks below have typed, imported or made. */
const said = [
  ...[
    '管理 太郎',
    '作成 花子',
    '承認 一郎',
    '承認 次郎',
    '総務部',
    '本社の中継',
    '年末',
    '休業日',
    '顧客',
  ],
  ...[
    '会社1',
    '氏名1',
    'ご担当者',
    '千代田区',
    '確認済みです',
    '確認しました',
    '断ります',
    'もう一度',
  ],
  ...['user1@', '@example.com', 'info@example.jp', 'relay.example.jp', 'relay-password-1'],
  goodPassword,
]
const inUtf8 = (word: string) => Buffer.from(word).toString('latin1')

test('S22 no address, name, text or secret of a whole approval lies in the share, the logs or an error', async () => {
  const office = await makeOffice()
  const { team, as } = office
  const secrets = team.members.flatMap((member) => [
    Buffer.from(member.totpSecret).toString('latin1'),
    Buffer.from(member.totpSecret).toString('hex'),
    ...member.recoveryCodes,
  ])
  const { request } = await office.fileRequest()
  await office.approve(approver, request)
  const { items } = await as(secondApprover)('approval.review', { request })
  await as(secondApprover)('approval.decide', {
    request,
    verdict: 'reject',
    comment: '断ります',
    viewed: items.map(({ item }) => item),
    typedCount: null,
    code: team.member(secondApprover).freshCode(),
  })
  await as(author)('approval.comment', { request, comment: 'もう一度' })
  await office.sync()
  const errors = await failures(office)
  expect(errors.length).toBeGreaterThan(5)

  const words = [...said.map(inUtf8), ...secrets]
  const findings = (texts: readonly string[]) =>
    words.filter((word) => texts.some((text) => text.includes(word)))
  const inShare = filesBelow(team.storeFolder).flatMap((file) => readings(readFileSync(file)))
  expect(inShare.length).toBeGreaterThan(50)
  // In root.1 on purpose: so a name that lay there would be found.
  expect(inShare.some((text) => text.includes(inUtf8('関所商事')))).toBe(true)
  expect(findings(inShare)).toEqual([])
  const names = filesBelow(team.storeFolder).map((file) => file.slice(team.storeFolder.length))
  expect(findings(names.map(inUtf8))).toEqual([])
  const logs = team.members.flatMap(({ pc }) => pc.lines).map((line) => JSON.stringify(line))
  expect(findings(logs.map(inUtf8))).toEqual([])
  expect(findings(errors.map(inUtf8))).toEqual([])
}, 300_000)

/** What people get wrong, as the error objects that come of it: message, stack and all. */
async function failures({ team, as, desk }: Office): Promise<string[]> {
  const found: string[] = []
  const fails = async (act: () => unknown) => {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Error)) throw error
      found.push(`${error.name} ${error.message} ${error.stack} ${JSON.stringify(error)}`)
    }
  }
  const { pc } = team.member(author)
  const caller = pc.caller()
  const { identity } = pc
  await fails(() => as(author)('approval.review', { request: 'f'.repeat(64) }))
  await fails(() => as(author)('approval.withdraw', { request: 'f'.repeat(64) }))
  await fails(() =>
    as(author)('approval.file', { campaign: 'nothing', approveBy: '', executeBy: '' } as never),
  )
  await fails(() =>
    identity.handlers['identity.confirm-password']({ password: 'wrong password' }, caller),
  )
  await fails(() => identity.handlers['identity.renew-recovery-codes']({ code: '000000' }, caller))
  await fails(() => desk(author).lists.handlers['lists.inspect']({ file: '0'.repeat(32) }, caller))
  const { journal } = identity.session()
  await fails(() => journal.getBlob({ hash: 'f'.repeat(64), sizeBytes: 1 }))
  await fails(() =>
    journal.append({ kind: 'stop', body: { request: 'no hash' }, signer: identity.session() }),
  )
  return found
}

/** The bytes, and whatever base64 in them yields, down to the third layer. */
function readings(bytes: Buffer, layer = 0): string[] {
  const text = bytes.toString('latin1')
  if (layer === 3) return [text]
  const inner = text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []
  return [text, ...inner.flatMap((each) => readings(Buffer.from(each, 'base64'), layer + 1))]
}
