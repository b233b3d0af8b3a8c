import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { snapshotCampaign } from '../../../main/message/message.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import { author, makeCampaignDesk } from '../../support/campaign-desk.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const second = { member: 'm-second', roles: ['author'] as const }
const saying = (text: string): MailDocument => ({
  ...{ preheader: '', frame: null },
  content: [
    { type: 'paragraph', attrs: { style: null }, content: [{ type: 'text', text }] },
    { type: 'notice', content: [{ type: 'paragraph', attrs: { style: null }, content: [] }] },
  ],
})

describe('a template', () => {
  test('is what a campaign says, and begins others, whose writers its writers are', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const { id } = await handlers['campaigns.create']({ name: '一月' }, author)
    await handlers['campaigns.update']({ campaign: id, subject: '月例', html: '<p>一</p>' }, author)
    const path = join(desk.folder, '案内.txt')
    writeFileSync(path, '案内')
    desk.choose(path)
    await handlers['campaigns.attach']({ campaign: id }, author)
    const kept = await handlers['templates.save']({ campaign: id, name: '月例の型' }, author)
    expect(kept).toMatchObject({ isTemplate: true, subject: '月例', lists: [], name: '月例の型' })
    const names = async () => (await handlers['campaigns.list']({}, author)).map(({ name }) => name)
    expect(await names()).toEqual(['一月'])
    expect(await handlers['templates.list']({}, author)).toMatchObject([{ id: kept.id }])
    const begun = await handlers['templates.begin']({ template: kept.id, name: '二月' }, second)
    expect(begun).toMatchObject({ isTemplate: false, subject: '月例', html: '<p>一</p>' })
    expect(begun.attachments).toMatchObject([{ name: '案内.txt' }])
    expect(snapshotCampaign(desk.db, begun.id).editors).toEqual(['m-author', 'm-second'])
    // It is written like a draft, and never filed.
    await handlers['campaigns.update']({ campaign: kept.id, subject: '新しい月例' }, second)
    expect((await handlers['campaigns.get']({ campaign: begun.id }, author)).subject).toBe('月例')
    expect(thrownProblem(() => snapshotCampaign(desk.db, kept.id)).code).toMatch(/^message\./)
    await handlers['templates.delete']({ template: kept.id }, author)
    expect(await handlers['templates.list']({}, author)).toEqual([])
    expect((await names()).sort()).toEqual(['一月', '二月'])
    for (const act of [
      () => handlers['templates.begin']({ template: id, name: 'x' }, author),
      () => handlers['templates.delete']({ template: id }, author),
    ])
      expect(thrownProblem(act)).toMatchObject({ code: 'message.no-such-template' })
  })
})

describe('a kept footer', () => {
  test('is filled into the drafts that have it until they are filed, and its writer wrote in them', async () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    const save = (footer: string | null, text: string, identity: string | null = null) =>
      handlers['footers.save']({ footer, name: text, identity, document: saying(text) }, second)
    const [made] = await save(null, '関所商事')
    const footer = made?.id ?? ''
    const { id } = await handlers['campaigns.create']({ name: '一月' }, author)
    const document: MailDocument = {
      ...saying('本文'),
      content: [
        ...saying('本文').content,
        { type: 'footer', attrs: { saved: footer }, content: saying('関所商事').content },
      ],
    }
    const written = await handlers['campaigns.update']({ campaign: id, document }, author)
    expect(written.html).toContain(`data-footer="${footer}"`)
    expect(written.text).toContain('関所商事')
    expect(await handlers['campaigns.document']({ html: written.html }, author)).toEqual(document)
    expect(snapshotCampaign(desk.db, id).editors).toEqual(['m-author', 'm-second'])
    expect(await save(footer, '関所商事株式会社')).toMatchObject([{ drafts: 1 }])
    const now = await handlers['campaigns.get']({ campaign: id }, author)
    expect(now.text).toContain('関所商事株式会社')
    expect(now.edition).toBe(written.edition + 1)
    // The sender's own takes its place where one belongs to somebody else.
    await save(footer, '前の差出人', 's-0')
    await save(null, '今の差出人', 's-1')
    const followed = await handlers['campaigns.update']({ campaign: id, identity: 's-1' }, author)
    expect(followed.text).toContain('今の差出人')
    expect(followed.text).not.toContain('前の差出人')
    // Gone, it stays where it stands as the draft's own.
    const own = /data-footer="([^"]+)"/.exec(followed.html)?.[1] ?? ''
    await handlers['footers.delete']({ footer: own }, second)
    const left = await handlers['campaigns.get']({ campaign: id }, author)
    expect(left.html).not.toContain('data-footer')
    expect(left.text).toContain('今の差出人')
    expect(thrownProblem(() => handlers['footers.delete']({ footer: own }, second))).toMatchObject({
      code: 'message.no-such-footer',
    })
  })
})
