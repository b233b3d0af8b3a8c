import MailComposer from 'nodemailer/lib/mail-composer'
import { composeSkeleton } from '../../main/message/mime.ts'
import { compileTemplate, templateBytes } from '../../main/message/template.ts'

/**
 * Messages composed a second on one core: ours, from the skeleton, against nodemailer composing
 * each. Text and HTML of about 4 KB each, five merge fields. `node test/bench/compose.ts`
 */
const paragraph = 'いつも関所商事をご利用いただき、誠にありがとうございます。'
const fields = {
  氏名: '山田 太郎',
  会社名: '株式会社テスト',
  部署: '営業部',
  役職: '課長',
  番号: '12345',
}
const opening =
  "{{ 会社名 }}\n{{ 部署 | default: '' }} {{ 役職 | default: '' }} {{ 氏名 }} 様\n{{ 番号 }}\n"
const template = compileTemplate(
  templateBytes({
    subject: '【関所商事】{{ 氏名 }}様への大切なお知らせ',
    text: `${opening}${`${paragraph}\n`.repeat(45)}`,
    html: `<p>${opening}</p>${`<p>${paragraph}</p>`.repeat(42)}`,
  }),
)
const headers = {
  from: { name: '関所商事 広報部', address: 'news@example.jp' },
  replyTo: null,
  listUnsubscribe: '<mailto:leave@example.jp>',
}
const date = 'Tue, 24 Nov 2026 02:00:00 +0000'

async function measure(name: string, count: number, act: (i: number) => unknown): Promise<number> {
  for (let i = 0; i < count / 10; i += 1) await act(i)
  // CPU time: other work on the machine must not count.
  const from = process.cpuUsage()
  for (let i = 0; i < count; i += 1) {
    const made = act(i)
    if (made instanceof Promise) await made
  }
  const { user, system } = process.cpuUsage(from)
  const rate = count / ((user + system) / 1e6)
  console.log(`${name.padEnd(44)} ${Math.round(rate).toLocaleString('en')} messages per CPU second`)
  return rate
}

const skeleton = await composeSkeleton({ headers, template, attachments: [] })
const rendered = template.render(fields)
console.log(
  `text ${Buffer.byteLength(rendered.text)} bytes, html ${Buffer.byteLength(rendered.html)} bytes`,
)
const build = (content: typeof rendered, i: number) =>
  skeleton.build({
    to: `user${i}@example.com`,
    toName: '山田 太郎',
    rendered: content,
    messageId: `<${i}.release@example.jp>`,
    date,
  })
const count = Number(process.argv[2] ?? 20_000)
const ours = await measure('render and build', count, (i) => build(template.render(fields), i))
await measure('build', count, (i) => build(rendered, i))
await measure('render', count, () => template.render(fields))
const theirs = await measure('nodemailer composing each (no rendering)', count / 10, (i) =>
  new MailComposer({
    from: headers.from,
    to: { name: '山田 太郎', address: `user${i}@example.com` },
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    messageId: `<${i}.release@example.jp>`,
    date,
    encoding: 'base64',
    textEncoding: 'B',
  })
    .compile()
    .build(),
)
console.log(`ratio ${(ours / theirs).toFixed(1)}`)
