import { expect, it } from 'vitest'
import { linesOfPieces, verifyApproval, verifyRelease } from '../../../main/approval/approval.ts'
import { composeSkeleton } from '../../../main/message/message.ts'
import type { DkimSigner } from '../../../main/sending/dkim-signer.ts'
import { createMessageWriter } from '../../../main/sending/message-writer.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

async function writerWith(sign: DkimSigner['sign']) {
  const approved = approveRelease({ count: 30, relay: { password: null } })
  const release = verifyRelease(verifyApproval(approved.material()), approved.content)
  const { headers } = approved.manifest
  const skeleton = await composeSkeleton({
    ...{ headers, template: release.template, attachments: [] },
  })
  const write = createMessageWriter({
    ...{ release, skeleton, signer: { sign } },
    clock: { now: () => Date.parse('2026-11-24T01:00:00Z') },
    runKey: new Uint8Array(32),
  })
  const lines = [...linesOfPieces(release.content.rows)].map((line) =>
    Buffer.from(line).toString('utf8'),
  )
  return { write, lines }
}

it('names the recipient in To, and nobody where the row has no name', async () => {
  const { write, lines } = await writerWith(async (message) => message)
  const named = lines.findIndex((line) => /"(name|氏名)":"[^"]/.test(line))
  const toOf = async (index: number) => {
    const { content } = await write({ index, line: lines[index] ?? '' }, false)
    return /^To: (.*)\r$/m.exec(Buffer.from(content).toString('latin1'))?.[1]
  }
  expect(await toOf(named)).toMatch(/^=\?UTF-8\?.*\?= <user\d+@/i)
  const nameless = lines.findIndex((line) => !/"(name|氏名)":"[^"]/.test(line))
  expect(await toOf(nameless)).toMatch(/^<?user\d+@[^ ]+$/)
})

it('M04 lets out no bytes that the signing has made invalid', async () => {
  const broken = async (message: Uint8Array) =>
    Buffer.concat([Buffer.from('DKIM-Signature: v=1;\n b=x\r\n'), message])
  const { write, lines } = await writerWith(broken)
  const problem = await thrownProblemAsync(write({ index: 0, line: lines[0] ?? '' }, false))
  expect(problem).toMatchObject({ code: 'message.bytes-invalid', params: { reason: 'bare-lf' } })
})
