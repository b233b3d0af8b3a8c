import { runChecks } from '../../main/checks/check-run.ts'
import { compileTemplate, templateBytes } from '../../main/message/message.ts'

/** All checks over many different messages of 4 KB text and HTML. `node test/bench/checks.ts 20000` */
const count = Number(process.argv[2] ?? 10_000)
const paragraph = 'いつも関所商事をご利用いただき、誠にありがとうございます。'
const template = compileTemplate(
  templateBytes({
    subject: '【関所商事】{{ 氏名 }}様への大切なお知らせ',
    text: `{{ 会社名 }}\n{{ 氏名 }} 様\n${`${paragraph}\n`.repeat(45)}関所商事 info@sekisho.example 配信停止`,
    html: `<p>{{ 会社名 }} {{ 氏名 }} 様</p>${`<p>${paragraph}</p>`.repeat(42)}<a href="https://sekisho.example/u?n={{ 番号 }}">配信停止</a>`,
  }),
)
function* audience() {
  for (let at = 0; at < count; at += 1)
    yield {
      address: `user${at}@example${at % 50}.com`,
      fields: { 氏名: `山田${at}`, 会社名: `株式会社${at % 500}`, 番号: `${at}` },
    }
}
const from = performance.now()
const cpuFrom = process.cpuUsage()
const facts = {
  template,
  identity: { name: '関所商事', address: 'news@sekisho.example' },
  fields: ['氏名', '会社名', '番号'],
  count,
  removed: 0,
  previousCount: null,
  files: [],
  nowMs: Date.parse('2026-11-24T01:00:00Z'),
  window: { fromMs: null, untilMs: null },
  linkHosts: [],
  lastAudience: null,
  formerNames: { addresses: new Float64Array(), names: new Float64Array() },
  senderRecords: null,
}
const results = await runChecks(facts, audience)
const seconds = (performance.now() - from) / 1000
const found = results.filter((each) => each.verdict !== 'pass').map((each) => each.check)
const cpu = process.cpuUsage(cpuFrom)
const cpuSeconds = (cpu.user + cpu.system) / 1e6
const rss = Math.round(process.memoryUsage().rss / 1024 / 1024)
console.log(
  `${count} messages, ${results.length} checks: ${seconds.toFixed(2)} s (CPU ${cpuSeconds.toFixed(2)} s), ${Math.round(count / seconds)} messages/s, ${rss} MB, found: ${found.join(' ') || 'nothing'}`,
)
