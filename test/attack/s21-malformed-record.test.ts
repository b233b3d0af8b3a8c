import { describe, expect, test } from 'vitest'
import { payloadType } from '../../main/journal/dsse.ts'
import { verifyRecord } from '../../main/journal/signature.ts'
import { cpuMsOf } from '../support/cpu-time.ts'
import { forgeEnvelope } from '../support/envelope.ts'
import { makeTeam } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/** Signed by the real keys: whoever holds them must not be able to choke his colleagues either. */
describe('S21 malformed records are refused in under 50 ms and 16 MiB', () => {
  const payloads: readonly [string, Buffer][] = [
    ['keys twice', Buffer.from('{"org":"a","org":"b"}')],
    ['ten thousand deep', Buffer.from('['.repeat(10_000) + ']'.repeat(10_000))],
    ['objects ten thousand deep', Buffer.from(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
    ['a gigabyte announced', Buffer.from('{"length":1073741824}')],
    ['NaN', Buffer.from('{"seq":NaN}')],
    ['a float', Buffer.from('{"seq":1.5}')],
    ['__proto__', Buffer.from('{"__proto__":{"member":"admin"}}')],
    ['65,537 bytes', Buffer.from(`"${'a'.repeat(65_535)}"`)],
    [
      'a hundred thousand keys',
      Buffer.from(`{${Array.from({ length: 6000 }, (_, i) => `"${i}":0`).join()}}`),
    ],
    ['no JSON', Buffer.from([0, 1, 2, 255])],
    ['nothing', Buffer.from('')],
  ]

  test.each(payloads)('S21 payload: %s', async (_, payload) => {
    const { administrator } = await makeTeam(makeTempFolder())
    const keys = [administrator.signing, administrator.workstation.signing]
    const envelope = forgeEnvelope(payloadType('record'), payload, keys)
    expectCheapRefusal(() => verifyRecord(envelope, administrator.journal.trust()))
  })

  test.each([
    ['a hundred megabytes of spaces', Buffer.alloc(100_000_000, ' ')],
    ['deep', Buffer.from('['.repeat(10_000))],
    [
      'a payload that is no base64',
      Buffer.from('{"payloadType":"x","payload":"*","signatures":[]}'),
    ],
    ['an empty object', Buffer.from('{}')],
    ['a null', Buffer.from('null')],
  ] as const)('S21 envelope: %s', async (_, envelope) => {
    const { administrator } = await makeTeam(makeTempFolder())
    expectCheapRefusal(() => verifyRecord(envelope, administrator.journal.trust()))
  })
})

function expectCheapRefusal(act: () => unknown): void {
  const memory = process.memoryUsage().rss
  let code: string | null = null
  const tookMs = cpuMsOf(() => {
    code = problemOf(act)
  })
  expect(code).toMatch(/^journal\.(record-malformed|signature-invalid)$/)
  expect(tookMs).toBeLessThan(50)
  expect(process.memoryUsage().rss - memory).toBeLessThan(16 * 1024 * 1024)
}
