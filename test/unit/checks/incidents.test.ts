import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { composeSkeleton } from '../../../main/message/message.ts'
import { saying } from '../../fixtures/checks/case.ts'
import { numbers, people } from '../../fixtures/checks/people.ts'
import { checked, factsOf, plainFile } from '../../support/checked.ts'

/** Accidents that offices have made public, as somebody would make them here. */

const addresses = (count: number) => numbers(count).map((at) => `citizen${at}@example.com`)

test('480 addresses in To: every message has one recipient in its header, whoever else is mailed', async () => {
  const { template } = factsOf({ text: '{{ 氏名 }} 様' })
  const headers = {
    from: { name: '関所市', address: 'news@sekisho.example' },
    replyTo: null,
    listUnsubscribe: null,
  }
  const skeleton = await composeSkeleton({ headers, template, attachments: [] })
  const named = await Promise.all(
    addresses(480).map(async (to, at) => {
      const rendered = template.render({ 氏名: `市民${at}` }, at)
      const date = 'Tue, 24 Nov 2026 02:00:00 +0000'
      const parts = { to, toName: '', messageId: `<${at}@sekisho.example>`, date, rendered }
      const { to: read = [], cc, bcc } = await PostalMime.parse(skeleton.build(parts))
      expect([cc, bcc]).toEqual([undefined, undefined])
      return read.map((each) => each.address)
    }),
  )
  expect(named).toEqual(addresses(480).map((each) => [each]))
})

test('480 addresses pasted above the text, as a header was copied with the mail', async () => {
  const result = await checked('exposed-addresses', saying(`To: ${addresses(480).join(', ')}`))
  expect(result).toMatchObject({ verdict: 'stop', findings: [{ params: { addresses: 480 } }] })
})

test('the address file attached', async () => {
  const rows = [...people]
  const lines = rows.map(({ address, fields }) => `${fields.氏名},${address}`)
  const files = [plainFile({ name: '送信先一覧.csv', bytes: Buffer.from(lines.join('\n')) })]
  expect(await checked('list-attached', { ...saying(''), rows, files })).toMatchObject({
    verdict: 'stop',
    findings: [{ code: 'addresses', params: { name: '送信先一覧.csv', count: rows.length } }],
  })
})

test('the names alone attached, of a list that is not mailed today', async () => {
  const files = [
    { ...plainFile({ name: '参加者.pdf', bytes: Buffer.from('名簿') }), knownNames: 25 },
  ]
  expect(await checked('list-attached', { ...saying(''), files })).toMatchObject({
    verdict: 'stop',
    findings: [{ code: 'names', params: { count: 25 } }],
  })
})

test('nine others’ data in each of 17 mails', async () => {
  const rows = people.slice(0, 17).map((person, at) => ({
    ...person,
    fields: {
      ...person.fields,
      明細: numbers(9)
        .map((other) => people[(at + other + 1) % 17])
        .map((other) => `${other?.fields.氏名} ${other?.fields.番号}`)
        .join('\n'),
    },
  }))
  expect(await checked('other-recipient', { ...saying('{{ 明細 }}'), rows })).toMatchObject({
    verdict: 'stop',
    findings: [{ params: { field: '明細', count: 17 } }],
  })
})

test('900 addresses in a template', async () => {
  const html = `<!--x--><div style="display:none">${addresses(900).join(' ')}</div>`
  expect(await checked('exposed-addresses', { ...saying(''), html })).toMatchObject({
    verdict: 'stop',
    findings: [{ params: { addresses: 900 } }],
  })
})

test('gmai.com', async () => {
  const rows = [{ address: 'a@gmail.com' }, { address: 'hanako@gmai.com' }]
  expect(await checked('domain-typo', { ...saying(''), rows })).toMatchObject({
    verdict: 'warning',
    findings: [{ params: { domain: 'gmai.com', suggestion: 'gmail.com', count: 1 } }],
  })
})

test('names that slipped by one row when only one column was sorted', async () => {
  const rows = people.map((person, at) => ({
    ...person,
    fields: people[(at + 1) % people.length]?.fields ?? person.fields,
  }))
  expect(await checked('merge-shift', { ...saying(''), rows })).toMatchObject({
    verdict: 'stop',
    findings: [{ code: 'shifted', params: { rows: 1 } }],
  })
})
