import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matching } from '../../../renderer/frame/command-match.ts'

const commands = [
  { label: 'ホーム', words: ['ホーム', 'Home'] },
  { label: '連絡先の取り込み', words: ['連絡先の取り込み', 'Import contacts'] },
  { label: '連絡先', words: ['連絡先', 'Contacts'] },
  { label: 'ﾒﾝﾃﾅﾝｽのお知らせ　4月', words: ['配信の作成', 'Draft'] },
]
const labelsFor = (typed: string) => matching(commands, typed).map(({ label }) => label)

describe('what a person means by the words they type', () => {
  it('is everything, in its order, while nothing is typed', () => {
    expect(matching(commands, '  ')).toEqual(commands)
  })

  it('puts what begins so before what holds it further in', () => {
    expect(labelsFor('contacts')).toEqual(['連絡先', '連絡先の取り込み'])
    expect(labelsFor('import')).toEqual(['連絡先の取り込み'])
  })

  it('makes no difference of width, case and kana', () => {
    expect(labelsFor('めんてなんす')).toEqual(['ﾒﾝﾃﾅﾝｽのお知らせ　4月'])
    expect(labelsFor('ＨＯＭＥ')).toEqual(['ホーム'])
    expect(labelsFor('お知らせ 4月')).toEqual(['ﾒﾝﾃﾅﾝｽのお知らせ　4月'])
  })

  it('needs every word, and finds nothing where one is missing', () => {
    expect(labelsFor('連絡先 取り込み')).toEqual(['連絡先の取り込み'])
    expect(labelsFor('連絡先 ホーム')).toEqual([])
  })

  it('always finds a command by its own name, and never one that lacks the words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 8 }), (labels) => {
        const named = labels.map((label) => ({ label, words: [] }))
        for (const command of named) expect(matching(named, command.label)).toContain(command)
        expect(matching(named, '見当たらない語')).toEqual([])
      }),
    )
  })
})
