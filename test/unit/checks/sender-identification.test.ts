import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

const complete = '関所商事\n東京都千代田区1-1\ninfo@sekisho.example\n配信停止はこちら'

describe('sender-identification', () => {
  test.each<[Described, string, string[]]>([
    [{ text: 'お知らせです' }, 'warning', ['name-missing', 'contact-missing', 'opt-out-missing']],
    [{ text: '関所商事 03-1234-5678' }, 'warning', ['opt-out-missing']],
    [{ text: '関所商事 配信停止' }, 'warning', ['contact-missing']],
    [{ text: 'info@sekisho.example 配信停止' }, 'warning', ['name-missing']],
    [{ text: complete, identity: null }, 'stop', ['no-sender']],
  ])('%o', async (described, verdict, codes) => {
    const result = await checked('sender-identification', described)
    expect(result.verdict).toBe(verdict)
    expect(result.findings.map((each) => each.code)).toEqual(codes)
  })

  test.each<Described>([
    { text: complete },
    { text: '関所 商事 https://sekisho.example/ メールの受信を希望されない方は' },
    { text: '関所商事 0120-123-456 配信を停止する場合は' },
    { text: '関所商事 unsubscribe: https://sekisho.example/u' },
    { text: '本文', html: '<p>関所商事</p><a href="mailto:a@sekisho.example">配信解除</a>' },
    {
      text: 'Sekisho Ltd, +81 3 1234 5678. Opt out any time.',
      identity: { name: 'SEKISHO LTD', address: 'a@b.jp' },
    },
  ])('%o passes', async (described) => {
    expect((await checked('sender-identification', described)).findings).toEqual([])
  })
})
