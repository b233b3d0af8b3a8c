import { describe, expect, test } from 'vitest'
import { keepVersion, versionsOf } from '../../../main/message/campaign-version.ts'
import { author, type CampaignDesk, makeCampaignDesk } from '../../support/campaign-desk.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const second = { member: 'm-second', roles: ['author'] as const }

async function draft(desk: CampaignDesk) {
  return desk.message.handlers['campaigns.create']({ name: '年末のご案内' }, author)
}

describe('the versions of a draft', () => {
  test('saves of one sitting are one version, another person or a later minute begins a new one', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const { id } = await draft(desk)
    const write = (subject: string, caller = author) =>
      handlers['campaigns.update']({ campaign: id, subject }, caller)
    await write('年')
    await write('年末')
    await write('年末の休業', second)
    desk.clock.advance(61_000)
    await write('年末年始の休業', second)
    await write('年末年始の休業', second)
    const kept = await handlers['campaigns.versions']({ campaign: id }, author)
    expect(kept.map(({ number, member, subject }) => [number, member, subject])).toEqual([
      [3, 'm-second', '年末年始の休業'],
      [2, 'm-second', '年末の休業'],
      [1, 'm-author', '年末'],
    ])
  })

  test('one that is brought back is a version too, and loses nothing', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const { id } = await draft(desk)
    await handlers['campaigns.update']({ campaign: id, html: '<p>一</p>' }, author)
    desk.clock.advance(61_000)
    await handlers['campaigns.update']({ campaign: id, html: '<p>二</p>', text: '自分で' }, author)
    const back = await handlers['campaigns.restore']({ campaign: id, number: 1 }, author)
    expect(back).toMatchObject({ html: '<p>一</p>', text: '一\n', textState: 'generated' })
    const kept = await handlers['campaigns.versions']({ campaign: id }, author)
    expect(kept.map(({ number, restored }) => [number, restored])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ])
    const again = await handlers['campaigns.restore']({ campaign: id, number: 2 }, author)
    expect(again).toMatchObject({ html: '<p>二</p>', text: '自分で', textState: 'own' })
    expect(
      thrownProblem(() => handlers['campaigns.restore']({ campaign: id, number: 9 }, author)),
    ).toMatchObject({ code: 'message.no-such-version' })
  })

  test('only the newest 200 are kept', async () => {
    const desk = makeCampaignDesk()
    const { id } = await draft(desk)
    const content = { text: '', html: '', textBasis: null }
    for (let at = 1; at <= 203; at += 1)
      keepVersion(desk.db, id, {
        content: { ...content, subject: `${at}` },
        edit: { member: `m-${at % 2}`, at },
        restored: null,
      })
    const numbers = versionsOf(desk.db, id).map(({ number }) => number)
    expect(numbers.length).toBe(200)
    expect([numbers[0], numbers.at(-1)]).toEqual([203, 4])
  })

  test('two are compared in words, and as they look with the names of their fields', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const { id } = await draft(desk)
    const html = '<p>{{ 氏名 | honorific: "様" }}</p>{% if 会員 %}<p>{{ a<b }}</p>{% endif %}'
    await handlers['campaigns.update']({ campaign: id, subject: '年末の休業', html }, author)
    const compared = await handlers['campaigns.compare'](
      {
        campaign: id,
        before: { is: 'version', number: 1 },
        after: { is: 'written', subject: '年始の休業', text: '', html, document: null },
      },
      author,
    )
    expect(compared.parts.find(({ part }) => part === 'subject')?.changes).toEqual([
      { kind: 'gone', text: '年末' },
      { kind: 'added', text: '年始' },
      { kind: 'same', text: 'の休業' },
    ])
    expect(compared.parts.map(({ part }) => part)).toEqual(['subject', 'text'])
    expect(compared.before.htmlDocument).toBe(compared.after.htmlDocument)
    expect(desk.message.previewDocument(compared.after.htmlDocument ?? '')).toBe(
      '<p>〔氏名〕</p><p>〔a〕</p>',
    )
  })
})

describe('a draft that changed elsewhere', () => {
  test('is not written over, and what does not touch its words goes through', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const { id, edition } = await draft(desk)
    const first = await handlers['campaigns.update'](
      { campaign: id, edition, subject: '一' },
      author,
    )
    expect(first.edition).toBe(edition + 1)
    const refused = thrownProblem(() =>
      handlers['campaigns.update']({ campaign: id, edition, subject: '二' }, second),
    )
    expect(refused).toMatchObject({ code: 'message.changed-elsewhere' })
    await handlers['campaigns.update']({ campaign: id, edition, name: '別の名前' }, second)
    const now = await handlers['campaigns.get']({ campaign: id }, author)
    expect(now).toMatchObject({ subject: '一', name: '別の名前', edition: first.edition })
    // What is the same already is no change that anybody would have to hear of.
    const same = await handlers['campaigns.update'](
      { campaign: id, edition: first.edition, subject: '一' },
      author,
    )
    expect(same.edition).toBe(first.edition)
  })
})
