import { fail } from '../../preload/problem.ts'
import type { SealingKey, SigningKey } from '../vault/vault.ts'
import type { Signer } from './append.ts'
import type { Trust } from './directory.ts'
import type { Journal, JournalOptions } from './journal.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { reviewPending } from './log-sync.ts'
import {
  type DirectoryContent,
  isAgeing,
  needsResealing,
  nextDirectory,
  nextPolicy,
  nextRoot,
  type PolicyContent,
} from './next-version.ts'
import { areEntriesWhole } from './policy-entry.ts'
import {
  coSign,
  foldProposals,
  isRenewal,
  objectTo,
  type ProposableType,
  propose,
  readProposal,
} from './proposal.ts'
import { publish } from './publication.ts'
import type { Queue } from './queue.ts'
import { isNotForUs, openDetail } from './sealed-content.ts'
import { synchronise } from './sync.ts'

type PublishingActs = Pick<
  Journal,
  | 'publishDirectory'
  | 'publishPolicy'
  | 'publishRoot'
  | 'renew'
  | 'proposals'
  | 'readProposal'
  | 'coSign'
  | 'objectTo'
>

/** How the chains move: at once where one signature is enough, else over a proposal. */
export function publishingActs(
  state: JournalState,
  options: JournalOptions,
  inTurn: Queue,
): PublishingActs {
  const { clock, random, reader, workstation } = options
  const writer = (signing: readonly SigningKey[]) => ({
    nowMs: clock.now(),
    random,
    reader,
    signing,
  })
  const put = (type: ProposableType, make: (trust: Trust) => Uint8Array, signer: Signer) =>
    inTurn(async () => {
      requireInRoot(state.trust, signer)
      if (state.trust.root.body.administratorThreshold > 1) {
        await requireNewest(state)
        return propose(state, workstation.signing, { type, bytes: make(state.trust), signer })
      }
      await publish(state, type, make)
      await reviewPending(state)
      return null
    })
  const directory = (change: (content: DirectoryContent) => DirectoryContent, signer: Signer) =>
    put('directory', (trust) => nextDirectory(trust, change, writer([signer.signing])), signer)
  const policy = (change: (content: PolicyContent) => PolicyContent, signer: Signer) =>
    put('policy', (trust) => nextPolicy(trust, change, writer([signer.signing])), signer)
  const proposals = () => foldProposals(state.trust, state.index.ofKind)
  const isWaiting = (type: ProposableType) =>
    proposals().some((each) => each.type === type && each.state === 'open')
  const signInTurn = (hash: string, signer: Signer) =>
    inTurn(async () => {
      await withStore(state, () => synchronise(state))
      const isDone = await coSign(state, workstation.signing, { hash, signer })
      await reviewPending(state)
      return isDone
    })
  const resealed = async (signer: Signer) => {
    if (needsResealing(state.trust) && !isWaiting('policy')) await policy((same) => same, signer)
  }
  /** Policies from before there were entries say nothing of their routes in the open. */
  const completed = async (signer: Signer) => {
    const before = state.trust.policy
    if (before !== null && !isWaiting('policy') && !isWhole(before, reader))
      await policy((same) => same, signer)
  }
  return {
    async publishDirectory(change, signer) {
      const proposal = await directory(change, signer)
      if (proposal === null) await resealed(signer)
      return proposal
    },
    publishPolicy: policy,
    publishRoot: (change, rootKeys) =>
      inTurn(() => publish(state, 'root', (trust) => nextRoot(trust, change, writer(rootKeys)))),
    async renew(signer) {
      for (const { hash, state: at, signedBy } of proposals())
        if (at === 'open' && !signedBy.includes(signer.member))
          if (isRenewal(await readProposal(state, hash, reader))) await signInTurn(hash, signer)
      const nowMs = clock.now()
      const { trust } = state
      if (trust.directory && isAgeing(trust.directory, { type: 'directory', nowMs }))
        if (!isWaiting('directory')) await directory((same) => same, signer)
      if (trust.policy && isAgeing(trust.policy, { type: 'policy', nowMs }))
        if (!isWaiting('policy')) await policy((same) => same, signer)
      await completed(signer)
      await resealed(signer)
    },
    proposals,
    readProposal: (hash) => readProposal(state, hash, reader),
    async coSign(hash, signer) {
      const isDone = await signInTurn(hash, signer)
      if (isDone) await resealed(signer)
      return isDone
    },
    objectTo: (hash, signer) =>
      inTurn(() => objectTo(state, workstation.signing, { hash, signer })),
  }
}

function isWhole(policy: NonNullable<Trust['policy']>, reader: SealingKey): boolean {
  try {
    return areEntriesWhole(policy.body, openDetail(policy, reader))
  } catch (error) {
    if (isNotForUs(error)) return true
    throw error
  }
}

function requireInRoot({ root }: Trust, { signing }: Signer): void {
  if (!root.body.administratorKeys.includes(signing.publicKey))
    fail('journal.not-in-root', { version: root.body.n })
}

/** A proposal on top of an old version would be dead at birth. */
async function requireNewest(state: JournalState): Promise<void> {
  const done = await withStore(state, () => synchronise(state))
  if (done === null || state.offlineSinceMs !== null)
    fail('journal.store-unreachable', { folder: state.store.place })
}
