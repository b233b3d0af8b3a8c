import type { RecordBody, RecordKind } from '../../main/journal/record.ts'

const hash = 'ab'.repeat(32)
const key = 'cd'.repeat(32)
const base64 = Buffer.from('sealed').toString('base64')
const version = { n: 1, hash }
const blob = { hash, sizeBytes: 5 }
const outcome = { sent: 1, deferred: 2, failed: 3, suppressed: 4, inDoubt: 5 }
const instant = '2026-11-24T01:00:00.000Z'

/** One body of every kind, with every field filled. */
export const recordSamples: { readonly [K in RecordKind]: RecordBody<K> } = {
  enrolment: {
    member: 'bob',
    signKey: key,
    sealKey: key,
    workstationSignKey: key,
    workstationSealKey: key,
    sealed: base64,
  },
  request: {
    campaign: 'c-1',
    revision: 1,
    manifest: hash,
    contentKey: base64,
    blobs: { manifest: blob, template: blob, rows: [blob], attachments: [blob] },
    editors: ['admin'],
    executor: 'w-1',
    route: 'r-1',
    recipientCount: 10,
    quorum: 1,
    urgent: true,
    approveBy: instant,
    executeBy: instant,
    directory: version,
    policy: version,
  },
  decision: {
    request: hash,
    manifest: hash,
    verdict: 'approve',
    sealed: base64,
    viewed: ['text'],
    typedCount: 10,
    stage: 2,
    after: [hash],
    delegation: hash,
    share: base64,
    directory: version,
    policy: version,
  },
  delegation: {
    to: 'bob',
    from: instant,
    until: instant,
    shares: [{ route: 'r-1', sealed: base64 }],
    contentKeys: [{ request: hash, sealed: base64 }],
    directory: version,
    policy: version,
  },
  'delegation-ended': { delegation: hash },
  comment: { request: hash, sealed: base64 },
  withdrawal: { request: hash },
  activation: { request: hash, manifest: hash, run: 1 },
  batch: { request: hash, batch: 1, firstIndex: 0, count: 500, outcome },
  stop: { request: hash },
  'stop-acknowledged': { request: hash, stop: hash, outcome },
  finished: { request: hash, phase: 'halted', reason: 'sending.disk-full', outcome },
  recovery: { member: 'bob', signKey: key, sealKey: key, group: key },
  'vault-act': { what: 'backed-up' },
  suspend: { member: 'bob' },
  unlock: { member: 'bob' },
  'code-spent': { factor: 'totp', mark: hash },
  'recovery-codes': { sealed: base64 },
  'hand-over': {
    workstation: 'w-2',
    workstationSignKey: key,
    workstationSealKey: key,
    asked: hash,
  },
  'in-doubt-resolved': { request: hash, index: 1, verdict: 'arrived' },
  export: { what: 'evidence', subject: hash },
  unmask: { list: 'l-1', sealed: base64 },
  petition: {
    act: 'export-contacts',
    statement: hash,
    sealed: base64,
    department: 'd-1',
    quorum: 1,
    expiresAt: instant,
  },
  'petition-decision': { petition: hash, statement: hash, verdict: 'agree' },
  'suppression-lifted': { petition: hash, sealed: base64 },
  'list-destroyed': { list: 'l-1', contactCount: 3, reason: 'retention' },
  checkpoint: { recordCount: 1, root: hash },
  proposal: { type: 'directory', n: 2, prev: hash, payload: hash, envelope: blob },
  'co-signature': { proposal: hash, keyid: key, sig: `${'A'.repeat(86)}==` },
  objection: { proposal: hash },
}
