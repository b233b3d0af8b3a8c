import type { SigningKey } from '../vault/vault.ts'
import { appendRecord, type Signer } from './append.ts'
import { carryOut } from './destruction.ts'
import type { JournalState } from './journal-state.ts'
import { destroyableFromMs, foldDestructions } from './retention.ts'

/** So many requests at one visit of an administrator: the rest at the next. */
const perVisitMax = 200

/**
 * Signs for every request whose contents the policy wants destroyed by now, and destroys them. An
 * administrator's visit does it, as it renews directory and policy.
 */
export async function destroyExpired(
  state: JournalState,
  workstation: SigningKey,
  signer: Signer,
): Promise<void> {
  const { trust, index } = state
  if (trust.directory === null || trust.policy === null) return
  const { messageDays } = trust.policy.body.rules.retention
  const known = foldDestructions(trust, index)
  const directory = { n: trust.directory.body.n, hash: trust.directory.hash }
  const policy = { n: trust.policy.body.n, hash: trust.policy.hash }
  const due = index.ofKind('request').filter((each) => {
    const fromMs = destroyableFromMs(each, messageDays)
    return fromMs !== null && fromMs <= state.clock.now() && !known.has(each.hash)
  })
  for (const { hash: request } of due.slice(0, perVisitMax))
    await appendRecord(state, workstation, {
      kind: 'content-destroyed',
      body: { request, directory, policy },
      signer,
    })
  await carryOut(state)
}
