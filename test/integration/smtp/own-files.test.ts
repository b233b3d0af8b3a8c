import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import { checkDkim } from '../../../main/sending/dkim-check.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

let relay: Relay
beforeAll(async () => {
  relay = await startRelay()
})
afterAll(() => relay.stop())

const placeOf = ({ host, port, user, password, caPem }: Relay) => ({
  ...{ host, port, user, password },
  ca: caPem,
})

const names = ['請求書 株式会社', 'invoice', '明細（2026年11月分）の控え', 'O\'Brien; "quoted"']

it('gives each of 200 recipients their own file, byte for byte, and nobody another', async () => {
  const files = Array.from({ length: 200 }, (_, index) => ({
    name: `${(names[index % 3] ?? '').replaceAll('"', '')}${index}.${index % 10 === 0 ? 'csv' : 'pdf'}`,
    bytes: Buffer.concat([
      Buffer.from(index % 10 === 0 ? '番号\r\n' : '%PDF-1.7\n'),
      randomBytes(1 + ((index * 977) % 60_000)),
    ]),
  }))
  const release = approveRelease({
    count: 200,
    relay: placeOf(relay),
    // One recipient in fifty gets none: the others keep theirs.
    ownFile: (index) => (index % 50 === 49 ? null : (files[index] ?? null)),
  })
  expect(release.filePieces.length).toBeGreaterThan(2)
  const folder = makeTempFolder()
  const run = runEngine({ release, folder, keys: makeKeys() })
  expect(await run.done).toMatchObject({ phase: 'finished', problem: null, counts: { sent: 200 } })
  expect(existsSync(join(folder, 'flight.db-files'))).toBe(false)

  let count = 0
  for await (const mail of relay.received()) {
    const index = Number(/user(\d+)@/.exec(mail.recipients[0] ?? '')?.[1])
    const parsed = await PostalMime.parse(mail.bytes)
    const expected = index % 50 === 49 ? [] : [files[index]]
    const found = parsed.attachments.map(({ filename, content }) => ({
      name: filename,
      bytes: Buffer.from(content as ArrayBuffer),
    }))
    expect(found).toEqual([...expected, { name: '案内.pdf', bytes: Buffer.from('%PDF-1.7 test') }])
    if (count % 40 === 0) await checkDkim(mail.bytes, release.manifest.route.dkim, Date.now())
    count += 1
  }
  expect(count).toBe(200)
})
