import type { SampleDesk, SampleStep } from '../../preload/contract/sample.ts'
import type { ChannelName } from '../../preload/contract.ts'

/** Which call of whom shows that a step of the guide was done. */
const ticks: readonly {
  readonly desk: SampleDesk
  readonly step: SampleStep
  readonly by: readonly ChannelName[]
}[] = [
  { desk: 'staff', step: 'look-at-contacts', by: ['lists.contacts'] },
  { desk: 'staff', step: 'check', by: ['campaigns.check'] },
  { desk: 'staff', step: 'file', by: ['approval.file'] },
  { desk: 'staff', step: 'release', by: ['releases.start'] },
  { desk: 'staff', step: 'results', by: ['releases.deliveries'] },
  { desk: 'supervisor', step: 'review', by: ['approval.review'] },
  { desk: 'supervisor', step: 'recipients', by: ['approval.preview', 'approval.recipients'] },
  { desk: 'supervisor', step: 'decide', by: ['approval.decide'] },
  { desk: 'supervisor', step: 'watch', by: ['releases.progress'] },
  { desk: 'auditor', step: 'entries', by: ['journal.list'] },
  { desk: 'auditor', step: 'verify', by: ['journal.verify'] },
  { desk: 'auditor', step: 'evidence', by: ['releases.save-evidence', 'releases.save-report'] },
  { desk: 'it', step: 'members', by: ['identity.members'] },
  { desk: 'it', step: 'routes', by: ['routes.list'] },
  { desk: 'it', step: 'rules', by: ['governance.rules'] },
  { desk: 'it', step: 'diagnostics', by: ['diagnostics.prepare'] },
]

/** The step that a successful call ticks at a desk; null for most. */
export function stepOf(desk: SampleDesk, name: string): SampleStep | null {
  const tick = ticks.find((each) => each.desk === desk && each.by.some((by) => by === name))
  return tick?.step ?? null
}
