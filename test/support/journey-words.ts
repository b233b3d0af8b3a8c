import type { Language } from '../../preload/contract/app.ts'

/** What people type during the journey, in the language of their window. */
export interface JourneyWords {
  readonly organization: string
  readonly administrator: string
  readonly approver: string
  readonly route: string
  readonly sender: string
  readonly listName: string
  readonly emptyList: string
  readonly campaign: CampaignWords
  readonly returned: CampaignWords
  readonly toNobody: string
  readonly waiveReason: string
  readonly requestComment: string
  readonly returnComment: string
  readonly attachmentName: string
}

interface CampaignWords {
  readonly name: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

const cell = 'style="padding:6px 12px;border:1px solid #c8d0dc"'
const headCell = `align="left" ${cell.replace('style="', 'style="background:#eef2f9;')}`

/** Mail as a public relations office writes it: inline styles only. */
function pageOf(o: {
  readonly greeting: string
  readonly heading: string
  readonly lead: string
  readonly rows: readonly (readonly [string, string])[]
  readonly rest: string
  readonly link: string
  readonly foot: readonly string[]
}): string {
  const [head, ...body] = o.rows
  const row = (tag: 'td' | 'th', cells: readonly string[], attributes: string) =>
    `<tr>${cells.map((each) => `<${tag} ${attributes}>${each}</${tag}>`).join('')}</tr>`
  return [
    `<div style="font-family:'Yu Gothic UI','Noto Sans CJK JP',sans-serif;color:#1b1b1b;line-height:1.7">`,
    `<p>${o.greeting}</p>`,
    `<h2 style="font-size:18px;border-left:4px solid #2b579a;padding-left:10px">${o.heading}</h2>`,
    `<p>${o.lead}</p>`,
    '<table style="border-collapse:collapse">',
    row('th', head ?? [], headCell),
    ...body.map((cells) => row('td', cells, cell)),
    '</table>',
    `<p>${o.rest} <a href="https://www.sekisho.example.jp/">${o.link}</a></p>`,
    `<p style="font-size:12px;color:#555">${o.foot.join('<br>')}</p>`,
    '</div>',
  ].join('\n')
}

const japaneseFoot = [
  '配信元: 関所市役所 広報課',
  '〒100-0000 関所市中央1-1  電話 03-0000-0000',
  '配信を停止するには info@sekisho.example.jp へご連絡ください。',
]

const englishFoot = [
  'Sent by Sekisho City Office, Public Relations',
  '1-1 Chuo, Sekisho 100-0000, Japan, phone 03-0000-0000',
  'To unsubscribe, write to info@sekisho.example.jp.',
]

const japanese: JourneyWords = {
  organization: '関所市役所',
  administrator: '佐藤 直子',
  approver: '高橋 健',
  route: '庁内中継',
  sender: '関所市役所 広報課',
  listName: '市民名簿',
  emptyList: '防災協力員',
  campaign: {
    name: '窓口時間変更のお知らせ',
    subject: '【関所市】窓口の受付時間が変わります',
    text: [
      '{{ name }} 様',
      '',
      '12月1日(火)から、本庁舎の窓口の受付時間を次のとおり変更いたします。',
      '',
      '  月曜日から金曜日    8:45～17:00',
      '  第2・第4土曜日      9:00～12:00',
      '',
      '詳しくは添付の「窓口のご案内」をご覧ください。',
      'https://www.sekisho.example.jp/',
      '',
      ...japaneseFoot,
    ].join('\n'),
    html: pageOf({
      greeting: '{{ name }} 様',
      heading: '窓口の受付時間が変わります',
      lead: '12月1日(火)から、本庁舎の窓口の受付時間を次のとおり変更いたします。',
      rows: [
        ['曜日', '受付時間'],
        ['月曜日から金曜日', '8:45～17:00'],
        ['第2・第4土曜日', '9:00～12:00'],
      ],
      rest: '詳しくは添付の「窓口のご案内」をご覧ください。',
      link: '関所市のウェブサイト',
      foot: japaneseFoot,
    }),
  },
  returned: {
    name: '防災訓練のご案内',
    subject: '【関所市】総合防災訓練を行います',
    text: ['{{ name }} 様', '', '総合防災訓練を行います。', '', ...japaneseFoot].join('\n'),
    html: '',
  },
  toNobody: '協力員の集い',
  waiveReason: '名簿を確かめ、問題がないことを確認しました。',
  requestComment: '12月1日からの変更です。送信先の件数をご確認ください。',
  returnComment: '日時と場所を本文に書いてください。',
  attachmentName: '窓口のご案内.pdf',
}

const english: JourneyWords = {
  organization: 'Sekisho City Office',
  administrator: 'Naoko Sato',
  approver: 'Ken Takahashi',
  route: 'Office relay',
  sender: 'Sekisho City Office, Public Relations',
  listName: 'residents',
  emptyList: 'Disaster volunteers',
  campaign: {
    name: 'New counter hours',
    subject: 'Sekisho City: new counter hours from 1 December',
    text: [
      'Dear {{ name }},',
      '',
      'from Tuesday, 1 December, the counters of the main building are open as follows.',
      '',
      '  Monday to Friday            8:45 to 17:00',
      '  2nd and 4th Saturday        9:00 to 12:00',
      '',
      'The attached leaflet has the details.',
      'https://www.sekisho.example.jp/',
      '',
      ...englishFoot,
    ].join('\n'),
    html: pageOf({
      greeting: 'Dear {{ name }},',
      heading: 'New counter hours',
      lead: 'from Tuesday, 1 December, the counters of the main building are open as follows.',
      rows: [
        ['Day', 'Hours'],
        ['Monday to Friday', '8:45 to 17:00'],
        ['2nd and 4th Saturday', '9:00 to 12:00'],
      ],
      rest: 'The attached leaflet has the details.',
      link: 'Website of Sekisho City',
      foot: englishFoot,
    }),
  },
  returned: {
    name: 'Disaster drill',
    subject: 'Sekisho City: disaster drill',
    text: ['Dear {{ name }},', '', 'we hold a disaster drill.', '', ...englishFoot].join('\n'),
    html: '',
  },
  toNobody: 'Volunteers’ evening',
  waiveReason: 'I looked through the list: all is well.',
  requestComment: 'The hours change on 1 December. Please check the number of recipients.',
  returnComment: 'Please add the date and the place.',
  attachmentName: 'leaflet.pdf',
}

export const journeyWords: Readonly<Record<Language, JourneyWords>> = {
  ja: japanese,
  en: english,
}

/** A small PDF with nothing on its one page. */
export function blankPdf(): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((body, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj\n${body}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const start = text.length
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((each) => `${each} 00000 n \n`).join('')}`
  return Buffer.from(`${text}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}
