import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileTemplate, composeSkeleton, templateBytes } from '../../../main/message/message.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** Python's email package as a reader that shares nothing with us or nodemailer. */
const python = 'python3'
const isMissing = spawnSync(python, ['-c', 'import email.policy']).status !== 0
if (isMissing) console.warn('SKIPPED, messages read by Python’s email: apt-get install python3')

const reading = `
import email, email.policy, hashlib, json, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
part = lambda kind: m.get_body((kind,)).get_content()
print(json.dumps({
  'subject': m['subject'], 'to': [[a.display_name, a.addr_spec] for a in m['to'].addresses],
  'from': [[a.display_name, a.addr_spec] for a in m['from'].addresses],
  'text': part('plain'), 'html': part('html'),
  'attachments': [[a.get_filename(), a.get_content_type(), hashlib.sha256(a.get_payload(decode=True)).hexdigest()] for a in m.iter_attachments()],
  'defects': [str(d) for p in m.walk() for d in p.defects],
}))`

it.skipIf(isMissing)(
  'Python’s email reads text, names and attachments exactly as they were written',
  async () => {
    const text = `{{ 会社名 }} 様\n\n${'髙﨑 𠮷野家 ～①㈱ 🏯 '.repeat(20)}\n.dot\n..two dots\n  indented\t\nFrom here\n`
    const html = `<p>{{ 会社名 }} 様</p>\n<p>${'関所 '.repeat(300)}</p>`
    const subject = `${'とても長い件名の'.repeat(12)}{{ 会社名 }} =?UTF-8?B?Zm9v?=`
    const template = compileTemplate(templateBytes({ subject, text, html }))
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251))
    const names = ['案内（最終版）「髙」.pdf', `${'長い名前'.repeat(25)}.txt`, 'plain.bin']
    const skeleton = await composeSkeleton({
      headers: {
        from: { name: '総務部 "広報", 課', address: 'info@example.jp' },
        ...{ replyTo: null, listUnsubscribe: null },
      },
      template,
      attachments: names.map((name) => ({ name, type: 'application/octet-stream', bytes })),
    })
    const rendered = template.render({ 会社名: '𠮷野商店 & 子会社' })
    const message = skeleton.build({
      ...{ to: 'yamada@example.com', toName: '山田, "太郎"', rendered },
      ...{ messageId: '<1@example.jp>', date: 'Tue, 24 Nov 2026 02:00:00 +0000' },
    })
    const file = join(makeTempFolder(), 'mail.eml')
    writeFileSync(file, message)
    const { stdout, stderr } = spawnSync(python, ['-c', reading, file], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      subject: rendered.subject,
      to: [['山田, "太郎"', 'yamada@example.com']],
      from: [['総務部 "広報", 課', 'info@example.jp']],
      text: rendered.text.replaceAll('\n', '\r\n'),
      html: rendered.html.replaceAll('\n', '\r\n'),
      attachments: names.map((name) => [name, 'application/octet-stream', hash('sha256', bytes)]),
      defects: [],
    })
  },
)
