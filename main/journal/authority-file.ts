import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, ProblemError } from '../../preload/problem.ts'

const certificateBytesMax = 256 * 1024

/** The certificates in a file that a person chose. Fails with `journal.store-ca-unreadable`. */
export function readAuthority(path: string): string {
  const file = basename(path)
  try {
    if (statSync(path).size > certificateBytesMax) fail('journal.store-ca-unreadable', { file })
    const pem = readFileSync(path, 'latin1')
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    if (blocks.length === 0) fail('journal.store-ca-unreadable', { file })
    for (const block of blocks) new X509Certificate(block)
    return blocks.join('\n')
  } catch (error) {
    if (error instanceof ProblemError) throw error
    return fail('journal.store-ca-unreadable', { file })
  }
}
