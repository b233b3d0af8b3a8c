import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckResult } from '../../preload/contract/campaigns.ts'
import type {
  Encoding,
  FileInspection,
  ImportProgress,
  ImportReport,
} from '../../preload/contract/import.ts'
import type { ListView } from '../../preload/contract/lists.ts'
import { fail } from '../../preload/problem.ts'
import type { Person } from './person.ts'

export interface Imported {
  readonly list: ListView
  readonly inspection: FileInspection
  readonly report: ImportReport
}

/** Inspects the file, takes what was detected, and imports it into a new list. */
export async function importContacts(options: {
  readonly author: Person
  readonly file: string
  readonly encoding: Encoding | null
  readonly listName: string
  readonly onProgress: (progress: ImportProgress) => void
}): Promise<Imported> {
  const { workstation } = options.author
  workstation.choose(options.file)
  const chosen = await workstation.call('lists.choose-file', {})
  if (!chosen) fail('lists.file-not-found', { file: options.file })
  const inspection = await workstation.call('lists.inspect', {
    file: chosen.file,
    ...(options.encoding ? { encoding: options.encoding } : {}),
  })
  const created = await workstation.call('lists.create', { name: options.listName })
  const end = workstation.on('lists.import-progress', options.onProgress)
  const report = await workstation.call('lists.import', {
    list: created.id,
    file: chosen.file,
    format: inspection.format,
    hasHeader: inspection.hasHeader,
    columns: inspection.columns,
  })
  end()
  const lists = await workstation.call('lists.list', {})
  return { list: lists.find((each) => each.id === created.id) ?? created, inspection, report }
}

export interface CampaignOptions {
  readonly author: Person
  readonly folder: string
  readonly name: string
  readonly list: ListView
  readonly route: string
  readonly identity: string
  readonly withAttachment: boolean
}

/** Writes a message that uses what the list offers, attaches a file, and runs the checks. */
export async function composeCampaign(
  options: CampaignOptions,
): Promise<{ id: string; checks: CheckResult[] }> {
  const { author, list } = options
  const { workstation } = author
  const { id } = await workstation.call('campaigns.create', { name: options.name })
  await workstation.call('campaigns.update', {
    campaign: id,
    lists: [list.id],
    identity: options.identity,
    route: options.route,
    ...writeMessage(list.fields, options.withAttachment),
  })
  if (options.withAttachment) {
    const file = join(options.folder, '窓口のご案内.txt')
    writeFileSync(file, '﻿窓口のご案内\r\n\r\n平日 9時から17時まで。\r\n', 'utf8')
    workstation.choose(file)
    await workstation.call('campaigns.attach', { campaign: id })
  }
  let checks = await workstation.call('campaigns.check', { campaign: id })
  for (const { check, verdict } of checks) {
    if (verdict !== 'warning') continue
    const reason = 'デモの名簿です。内容を確かめました。'
    checks = await workstation.call('campaigns.waive', { campaign: id, check, reason })
  }
  return { id, checks }
}

/** Only fields that the list has: a file from elsewhere has columns of its own. */
function writeMessage(fields: readonly string[], withAttachment: boolean) {
  const has = (field: string) => fields.includes(field)
  const name = has('name') ? `{{ name | default: 'お客様' }}` : 'お客様'
  const company = has('company') ? `{{ company | default: '' }}` : ''
  const attached = withAttachment ? ['添付の「窓口のご案内」もあわせてご覧ください。', ''] : []
  const paragraphs = [
    '日頃より当市の行政にご理解をいただき、ありがとうございます。',
    '市役所本庁舎の窓口は、12月1日(火)から受付時間を変更いたします。',
  ]
  const footer = [
    '配信元: 関所市役所 広報課',
    '〒100-0000 関所市中央1-1',
    'このご案内が不要な方は info@sekisho.example.jp までご連絡ください。配信を停止いたします。',
  ]
  return {
    subject: '【関所市】窓口の受付時間が変わります',
    text: [
      ...(company ? [company] : []),
      name,
      '',
      ...paragraphs,
      '',
      ...attached,
      '-- ',
      ...footer,
      '',
    ].join('\n'),
    html: [
      '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>窓口の受付時間</title></head>',
      '<body style="font-family: sans-serif; line-height: 1.7">',
      `<p>${company ? `${company}<br>` : ''}${name}</p>`,
      ...paragraphs.map((paragraph) => `<p>${paragraph}</p>`),
      ...(withAttachment ? ['<p>添付の「窓口のご案内」もあわせてご覧ください。</p>'] : []),
      `<hr><p style="font-size: 12px; color: #555">${footer.join('<br>')}</p>`,
      '</body></html>',
      '',
    ].join('\n'),
  }
}
