import type { TextKey } from '../../i18n/catalog.ts'
import type { Translate } from '../../i18n/language.tsx'

const titles: Readonly<Record<string, Extract<TextKey, `record.${string}`>>> = {
  root: 'record.root',
  directory: 'record.directory',
  policy: 'record.policy',
  enrolment: 'record.enrolment',
  request: 'record.request',
  decision: 'record.decision',
  delegation: 'record.delegation',
  'delegation-ended': 'record.delegation-ended',
  comment: 'record.comment',
  withdrawal: 'record.withdrawal',
  activation: 'record.activation',
  batch: 'record.batch',
  stop: 'record.stop',
  'canary-passed': 'record.canary-passed',
  'stop-acknowledged': 'record.stop-acknowledged',
  finished: 'record.finished',
  recovery: 'record.recovery',
  'vault-act': 'record.vault-act',
  suspend: 'record.suspend',
  unlock: 'record.unlock',
  'code-spent': 'record.code-spent',
  'recovery-codes': 'record.recovery-codes',
  'hand-over': 'record.hand-over',
  'in-doubt-resolved': 'record.in-doubt-resolved',
  export: 'record.export',
  unmask: 'record.unmask',
  'test-sent': 'record.test-sent',
  petition: 'record.petition',
  'petition-decision': 'record.petition-decision',
  'suppression-lifted': 'record.suppression-lifted',
  'list-destroyed': 'record.list-destroyed',
  'machine-policy': 'record.machine-policy',
  'content-destroyed': 'record.content-destroyed',
  checkpoint: 'record.checkpoint',
  proposal: 'record.proposal',
  'co-signature': 'record.co-signature',
  objection: 'record.objection',
  'notice-address': 'record.notice-address',
  'key-renewal': 'record.key-renewal',
  'key-share': 'record.key-share',
  'key-renewed': 'record.key-renewed',
}

/** Every kind that can stand in the list, for a filter. */
export const recordKinds = Object.keys(titles).filter(
  (kind) => !['root', 'directory', 'policy', 'enrolment'].includes(kind),
)

/** What a kind of record means to a person. A kind from a newer version shows as it is. */
export function recordTitle(kind: string, t: Translate): string {
  const key = titles[kind]
  return key === undefined ? kind : t(key)
}
