import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { fail } from '../../preload/problem.ts'

/**
 * An independent reading of a finished message: mailauth verifies the signature against the approved
 * key as if DNS had answered with it. Fails with `sending.dkim-self-check` (unsigned mail included).
 */
export async function checkDkim(
  message: Uint8Array,
  approved: { readonly domain: string; readonly selector: string; readonly publicKey: string },
  at: number,
): Promise<void> {
  const { domain, selector, publicKey } = approved
  const { results } = await dkimVerify(Buffer.from(message), {
    // Seconds are all that a signature carries, and its second may just have begun.
    curTime: new Date(at + 1000),
    minBitLength: 2048,
    resolver: async () => [[`v=DKIM1; k=rsa; p=${publicKey}`]],
  })
  const passed = results.some(
    (each) =>
      each.status.result === 'pass' && each.signingDomain === domain && each.selector === selector,
  )
  if (!passed || results.length !== 1) fail('sending.dkim-self-check', { domain, selector })
}
