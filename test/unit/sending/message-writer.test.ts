import { expect, it } from 'vitest'
import { linesOfPieces, verifyApproval, verifyRelease } from '../../../main/approval/approval.ts'
import { composeSkeleton } from '../../../main/message/message.ts'
import type { DkimSigner } from '../../../main/sending/dkim-signer.ts'
import { createMessageWriter } from '../../../main/sending/message-writer.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

async function writerWith(sign: DkimSigner['sign']) {
  const approved = approveRelease({ count: 30, relay: { password: null } })
  const release = verifyRelease(verifyApproval(approved.material()), approved.content)
  const { headers } = approved.manifest
  const skeleton = await composeSkeleton({
    ...{ headers, template: release.template, attachments: [] },
  })
  const { manifest, request } = release.approval
  const write = createMessageWriter({
    ...{ request: request.hash, manifest, template: release.template, skeleton },
    ...{ signer: { sign }, runKey: new Uint8Array(32), isSuppressed: () => false, files: null },
  })
  const lines = [...linesOfPieces(approved.content.rows)].map((line) => Buffer.from(line))
  const now = Date.parse('2026-11-24T01:00:00Z')
  return { lines, write: (index: number) => write(lines[index] ?? Buffer.of(), index, now) }
}

it('names the recipient in To, and nobody where the row has no name', async () => {
  const { write, lines } = await writerWith((message) => message)
  const named = lines.findIndex((line) => /"(name|氏名)":"[^"]/.test(line.toString()))
  const toOf = (index: number) => {
    const content = Buffer.from(write(index)?.content ?? [])
    return /^To: (.*)\r$/m.exec(content.toString('latin1'))?.[1]
  }
  expect(toOf(named)).toMatch(/^=\?UTF-8\?.*\?= <user\d+@/i)
  const nameless = lines.findIndex((line) => !/"(name|氏名)":"[^"]/.test(line.toString()))
  expect(toOf(nameless)).toMatch(/^<?user\d+@[^ ]+$/)
})

it('M04 lets out no bytes that the signing has made invalid', async () => {
  const broken = (message: Uint8Array) =>
    Buffer.concat([Buffer.from('DKIM-Signature: v=1;\n b=x\r\n'), message])
  const { write } = await writerWith(broken)
  const problem = thrownProblem(() => write(0))
  expect(problem).toMatchObject({ code: 'message.bytes-invalid', params: { reason: 'bare-lf' } })
})
