import type { Language } from '../../preload/contract/app.ts'
import type { SampleDesk } from '../../preload/contract/sample.ts'

/** Everything in the sample organization that a person reads, in the language it is made in. */
export interface SampleContents {
  readonly organization: string
  readonly people: Readonly<Record<SampleDesk, string>>
  readonly relay: string
  readonly sender: string
  readonly lists: {
    readonly residents: string
    readonly alert: string
    readonly chairs: string
  }
  readonly segment: { readonly name: string; readonly field: string; readonly value: string }
  readonly suppressed: string
  readonly waiver: string
  readonly approval: string
  readonly objection: string
  readonly past: readonly [Letter, Letter]
  readonly waiting: Letter
  readonly refused: Letter
  readonly draft: Letter
}

export interface Letter {
  readonly name: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** What the requester writes to the approver. */
  readonly comment: string
}

const ja: SampleContents = {
  organization: '見本市役所',
  people: { staff: '佐藤 花', supervisor: '鈴木 一郎', auditor: '高橋 直子', it: '田中 誠' },
  relay: '見本の中継サーバー',
  sender: '見本市役所 広報課',
  lists: { residents: '市民メール登録者', alert: '防災メール登録者', chairs: '町内会長' },
  segment: { name: '中央区の登録者', field: '地区', value: '中央区' },
  suppressed: '本人からの電話',
  waiver: '見本のため、内容を確認したうえで送ります。',
  approval: '内容と宛先を確認しました。',
  objection: '開始時刻が本文と異なります。訂正のうえ、もう一度依頼してください。',
  past: [
    {
      name: '防災訓練のご案内',
      subject: '【見本市】防災訓練を行います',
      paragraphs: [
        '市内全域で防災訓練を行います。午前9時にサイレンが鳴りますが、訓練ですのでご安心ください。',
        '避難所の場所は、お近くの掲示板でもご確認いただけます。',
      ],
      comment: '毎年秋の訓練の案内です。',
    },
    {
      name: '停電のお知らせ',
      subject: '【見本市】設備点検による停電のお知らせ',
      paragraphs: [
        '設備の点検のため、港町の一部で停電があります。',
        '冷蔵庫や医療機器をお使いの方は、あらかじめご準備をお願いいたします。',
      ],
      comment: '電力会社の点検にあわせた案内です。',
    },
  ],
  waiting: {
    name: '窓口時間の変更',
    subject: '【見本市】窓口の受付時間が変わります',
    paragraphs: [
      '来月から、本庁舎の窓口は午前8時30分に開きます。',
      '混み合う時間帯は、週の初めと連休の後です。余裕をもってお越しください。',
    ],
    comment: '来月からの変更です。内容の確認をお願いします。',
  },
  refused: {
    name: '町内会長会議',
    subject: '【見本市】町内会長会議のご案内',
    paragraphs: ['町内会長会議を本庁舎3階で開きます。ご出席をお願いいたします。'],
    comment: '会議の案内です。',
  },
  draft: {
    name: '水道の検針について',
    subject: '【見本市】水道の検針の日が変わります',
    paragraphs: [
      '水道の検針の日が、来月から変わります。',
      '日程は添付の一覧をご覧ください。ご不明な点は水道課までお問い合わせください。',
    ],
    comment: '',
  },
}

const en: SampleContents = {
  organization: 'Sample City Hall',
  people: {
    staff: 'Sara Field',
    supervisor: 'Ian Marsh',
    auditor: 'Nora Tran',
    it: 'Max Tanner',
  },
  relay: 'Relay of the sample',
  sender: 'Sample City Hall, public relations',
  lists: {
    residents: 'Residents’ newsletter',
    alert: 'Disaster alerts',
    chairs: 'Chairs of the districts',
  },
  segment: { name: 'Readers in the centre', field: 'District', value: 'Centre' },
  suppressed: 'telephone call of the person',
  waiver: 'A sample: looked at, and sent on purpose.',
  approval: 'I have looked at text and recipients.',
  objection: 'The time differs from what was agreed. Please correct it and ask again.',
  past: [
    {
      name: 'Disaster drill',
      subject: 'Sample City: disaster drill',
      paragraphs: [
        'There will be a disaster drill in the whole city. The sirens at 9 o’clock are part of it.',
        'Where your shelter is, you can also see on the notice board near you.',
      ],
      comment: 'The drill of every autumn.',
    },
    {
      name: 'Power cut for maintenance',
      subject: 'Sample City: power cut for maintenance',
      paragraphs: [
        'Because of maintenance there will be a power cut in parts of the harbour.',
        'Please make arrangements if you depend on a refrigerator or a medical device.',
      ],
      comment: 'Goes with the electricity company’s maintenance.',
    },
  ],
  waiting: {
    name: 'New opening hours',
    subject: 'Sample City: new opening hours',
    paragraphs: [
      'From next month on, the counters of the city hall open at half past eight.',
      'The beginning of the week and the days after holidays are the busiest.',
    ],
    comment: 'Valid from next month. Please have a look.',
  },
  refused: {
    name: 'Meeting of the chairs',
    subject: 'Sample City: meeting of the district chairs',
    paragraphs: ['The chairs of the districts meet on the third floor of the city hall.'],
    comment: 'The invitation to the meeting.',
  },
  draft: {
    name: 'Reading of water meters',
    subject: 'Sample City: your water meter',
    paragraphs: [
      'The day on which your water meter is read changes next month.',
      'The new days are in the attached list. The water office answers your questions.',
    ],
    comment: '',
  },
}

export const sampleContents: Readonly<Record<Language, SampleContents>> = { ja, en }

const footers = {
  ja: (sender: string, address: string) => [
    `配信元: ${sender}`,
    '〒100-0000 見本市中央1-1',
    `このご案内が不要な方は ${address} までご連絡ください。配信を停止いたします。`,
  ],
  en: (sender: string, address: string) => [
    `Sent by ${sender}`,
    '1 Centre Street, Sample City',
    `If you do not want this mail any more, write to ${address} and it will stop.`,
  ],
} as const satisfies Record<Language, (sender: string, address: string) => string[]>

const dear = {
  ja: `{{ name | default: 'お客様' }}`,
  en: `Dear {{ name | default: 'reader' }},`,
} as const

/** Subject, text and HTML of a draft, with a greeting by name and what the law wants at its end. */
export function writeLetter(language: Language, letter: Letter, address: string) {
  const { sender } = sampleContents[language]
  const footer = footers[language](sender, address)
  return {
    subject: letter.subject,
    text: [dear[language], '', ...letter.paragraphs, '', '-- ', ...footer, ''].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>`,
      `<p>${dear[language]}</p>`,
      ...letter.paragraphs.map((paragraph) => `<p>${paragraph}</p>`),
      `<hr><p>${footer.join('<br>')}</p></body></html>`,
      '',
    ].join('\n'),
  }
}
