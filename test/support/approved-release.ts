import { generateKeyPairSync } from 'node:crypto'
import type { ReleaseSecrets } from '../../main/approval/approval.ts'
import { encodeManifest, type Manifest } from '../../main/approval/manifest.ts'
import type { ReleaseContent } from '../../main/approval/verify-content.ts'
import type { ApprovalMaterial } from '../../main/approval/verify-release.ts'
import type { Route } from '../../main/journal/document.ts'
import type { WrittenRules } from '../../main/journal/policy-rules.ts'
import { makeOwnFiles, type OwnFile } from './own-files.ts'
import { detail, hour, makeContent, makeManifest, requestBody, route } from './signed-request.ts'
import { createSignedTeam, recordHash, start } from './signed-team.ts'

export interface ApprovedRelease {
  readonly request: string
  readonly manifest: Manifest
  readonly content: ReleaseContent
  readonly secrets: ReleaseSecrets
  /** The recipients' own files as they lie in the store. */
  readonly filePieces: readonly Uint8Array[]
  readonly activation: string
  /** As the core would bring it before a batch; `extra` are records signed since. */
  readonly material: (extra?: readonly Uint8Array[]) => ApprovalMaterial
  readonly stopRecord: () => Uint8Array
  /** A member's word, from a workstation, that the rest may go. */
  readonly canaryPassed: (member: string, workstation: string) => Uint8Array
}

export interface ApprovedReleaseOptions {
  readonly count: number
  /** So many go first, by policy and manifest. */
  readonly canary?: number
  readonly relay: Partial<Route> & { readonly password: string | null }
  /** Signs with this key instead of the approved one. */
  readonly dkimPrivateKey?: string
  /** What only the recipient of a row gets; null: nothing. */
  /** What of the policy's rules differs from the usual. */
  readonly rules?: Partial<WrittenRules>
  readonly ownFile?: (index: number) => OwnFile | null
}

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A request to a real relay that two approvers signed and a sender activated, as bytes. */
export function approveRelease({
  count,
  canary,
  relay,
  dkimPrivateKey,
  ownFile,
  rules = {},
}: ApprovedReleaseOptions): ApprovedRelease {
  const team = createSignedTeam()
  team.publishDirectory()
  const { password, ...place } = relay
  const ownRoute: Route = {
    ...route,
    dkim: { domain: 'example.jp', selector: 's1', publicKey },
    ...place,
  }
  const first = canary === undefined ? {} : { canary }
  team.publishPolicy(
    { ...rules, ...(canary === undefined ? {} : { canary: { recipientsMin: 1, count: canary } }) },
    [],
    { ...detail, routes: [ownRoute] },
  )
  const { content, filePieces } = ownFile
    ? makeOwnFiles(count, ownFile)
    : { content: makeContent(count), filePieces: [] }
  const manifest = { ...makeManifest(team, content, count), route: ownRoute, ...first }
  const manifestBytes = encodeManifest(manifest)
  const body = requestBody(manifest, manifestBytes)
  const request = team.sign('request', body, { member: 'author', workstation: 'ws-a' })
  const hash = recordHash(request)
  const versions = { directory: team.directoryVersion(), policy: team.policyVersion() }
  const decisions = ['first', 'second'].map((member) =>
    team.sign(
      'decision',
      {
        ...{ request: hash, manifest: body.manifest, verdict: 'approve', sealed: '', viewed: [] },
        ...{ typedCount: null, stage: 1, after: [], delegation: null, share: null, ...versions },
      },
      { member, workstation: 'ws-b', at: start + hour },
    ),
  )
  const activation = team.sign(
    'activation',
    { request: hash, manifest: body.manifest, run: 1 },
    { member: 'author', workstation: 'ws-a', at: start + 2 * hour },
  )
  return {
    request: hash,
    manifest,
    content,
    filePieces,
    secrets: { password, dkimPrivateKey: dkimPrivateKey ?? privateKey },
    activation: recordHash(activation),
    material: (extra = []) => ({
      ...team.chains(),
      detail: { ...detail, routes: [ownRoute] },
      request,
      records: [...decisions, activation, ...extra],
      manifest: manifestBytes,
      now: start + 2 * hour,
      workstation: 'ws-a',
      engineVersion: '0.1.0',
      activation: recordHash(activation),
      storeOfflineSinceAt: null,
      names: {},
      machine: {},
    }),
    canaryPassed: (member, workstation) =>
      team.sign(
        'canary-passed',
        { request: hash, outcome: { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 } },
        { member, workstation, at: start + 2 * hour },
      ),
    stopRecord: () =>
      team.sign(
        'stop',
        { request: hash },
        { member: 'first', workstation: 'ws-b', at: start + 2 * hour },
      ),
  }
}
