import { fail } from '../../preload/problem.ts'

/**
 * An independent reading of a finished message: mailauth verifies every signature against its approved
 * key as if DNS had answered with it. Fails with `sending.dkim-self-check` (unsigned mail included).
 */
export async function checkDkim(
  message: Uint8Array,
  approved: {
    readonly domain: string
    readonly selector: string
    readonly publicKey: string
    readonly ed25519?: { readonly selector: string; readonly publicKey: string } | undefined
  },
  at: number,
): Promise<void> {
  const { domain, selector, publicKey, ed25519 } = approved
  const records = new Map([[`${selector}._domainkey.${domain}`, `v=DKIM1; k=rsa; p=${publicKey}`]])
  if (ed25519)
    records.set(
      `${ed25519.selector}._domainkey.${domain}`,
      `v=DKIM1; k=ed25519; p=${ed25519.publicKey}`,
    )
  // Loaded where it is used: it takes fifty megabytes, and of several composing threads one reads.
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js')
  const { results } = await dkimVerify(Buffer.from(message), {
    // Seconds are all that a signature carries, and its second may just have begun.
    curTime: new Date(at + 1000),
    minBitLength: 2048,
    resolver: async (name) => [[records.get(name) ?? '']],
  })
  const expected = [selector, ...(ed25519 ? [ed25519.selector] : [])]
  const passed = expected.every((name) =>
    results.some(
      (each) =>
        each.status.result === 'pass' && each.signingDomain === domain && each.selector === name,
    ),
  )
  if (!passed || results.length !== expected.length)
    fail('sending.dkim-self-check', { domain, selector })
}
