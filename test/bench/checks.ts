import type { CheckSubject } from '../../main/checks/check-steps.ts'
import { openCheckWork } from '../../main/checks/check-work.ts'
import type { Recipient } from '../../main/lists/lists.ts'
import { templateBytes } from '../../main/message/message.ts'
import { scoreCorpus } from '../support/check-corpus.ts'

/**
 * Recall and precision of every check over the corpus, then all checks over many different messages
 * of 4 KB text and HTML, in their thread. `npm run bench:checks -- 20000`; 100,000 otherwise.
 */
const count = Number(process.argv[2] ?? 100_000)
const percent = (share: number) => `${(share * 100).toFixed(1).padStart(5)} %`
console.log('check                    wrong clean  recall  precision')
for (const { check, wrong, clean, recall, precision } of scoreCorpus())
  console.log(
    `${check.padEnd(24)} ${String(wrong).padStart(5)} ${String(clean).padStart(5)} ${percent(recall)} ${percent(precision)}`,
  )

const paragraph = 'いつも関所商事をご利用いただき、誠にありがとうございます。'
const subject: CheckSubject = {
  templateBytes: templateBytes({
    subject: '【関所商事】{{ 氏名 }}様への大切なお知らせ',
    text: `{{ 会社名 }}\n{{ 氏名 }} 様\n${`${paragraph}\n`.repeat(45)}2026年11月24日(火) 関所商事 info@sekisho.example 配信停止`,
    html: `<p>{{ 会社名 }} {{ 氏名 }} 様</p>${`<p>${paragraph}</p>`.repeat(42)}<a href="https://sekisho.example/u?n={{ 番号 }}">配信停止</a>`,
  }),
  identity: { name: '関所商事', address: 'news@sekisho.example' },
  fields: ['氏名', '会社名', '番号'],
  count,
  removed: 0,
  previousCount: null,
  files: [],
  ownFiles: null,
  nowMs: Date.parse('2026-11-24T01:00:00Z'),
  window: { fromMs: null, untilMs: null },
  linkHosts: [],
  ...{ quietHours: null, listDaysMax: null, lists: [], route: null },
  lastAudience: null,
  formerNames: { addresses: new Float64Array(), names: new Float64Array() },
  senderRecords: null,
  certificate: null,
}
const pageSize = 500
const page = (from: number): Recipient[] =>
  Array.from({ length: Math.min(pageSize, count - from) }, (_, at) => ({
    address: `user${from + at}@example${(from + at) % 50}.com`,
    fields: {
      氏名: `山田${from + at}`,
      会社名: `株式会社${(from + at) % 500}`,
      番号: `KY-${100_000 + from + at}`,
    },
  }))
const megabytes = () => Math.round(process.memoryUsage.rss() / 1024 / 1024)

const work = openCheckWork({ rows: count, files: 0 })
const start = performance.now()
const cpuFrom = process.cpuUsage()
await work.ask('begin', subject)
const memory: number[] = [megabytes()]
for (const step of ['survey', 'messages'] as const)
  for (let from = 0; from < count; from += pageSize) {
    await work.ask(step, page(from))
    if (from % 10_000 === 0) memory.push(megabytes())
  }
const found = (await work.ask('finish')).filter((each) => each.findings.length > 0)
const seconds = (performance.now() - start) / 1000
await work.close()
const { user, system } = process.cpuUsage(cpuFrom)
console.log(
  `${count} messages: ${seconds.toFixed(1)} s (CPU ${((user + system) / 1e6).toFixed(1)} s), ${Math.round(count / seconds)} messages/s, found: ${found.map((each) => each.check).join(' ') || 'nothing'}`,
)
console.log(`memory on the way, MB: ${memory.join(' ')}`)
