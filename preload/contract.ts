import type * as v from 'valibot'
import { AppState, appChannels, clipboardChannels, diagnosticsChannels } from './contract/app.ts'
import { approvalChannels } from './contract/approval.ts'
import { campaignsChannels } from './contract/campaigns.ts'
import type { Answer, Input, Output, RawInput } from './contract/channel.ts'
import { Nothing } from './contract/channel.ts'
import { CheckProgress } from './contract/checks.ts'
import { ContactsProgress, contactsChannels } from './contract/contacts.ts'
import { deliverabilityChannels } from './contract/deliverability.ts'
import { governanceChannels } from './contract/governance.ts'
import { identityChannels } from './contract/identity.ts'
import { ImportProgress, importChannels } from './contract/import.ts'
import { journalChannels, VerificationProgress } from './contract/journal.ts'
import { keepersChannels } from './contract/keepers.ts'
import { listsChannels } from './contract/lists.ts'
import { noticesChannels } from './contract/notices.ts'
import { ownFilesChannels } from './contract/own-files.ts'
import { parcelsChannels } from './contract/parcels.ts'
import { permitsChannels } from './contract/permits.ts'
import { policyChannels } from './contract/policy.ts'
import { FilesProgress, recipientFilesChannels } from './contract/recipient-files.ts'
import { ReleaseProgress, releasesChannels } from './contract/releases.ts'
import { routeKeysChannels } from './contract/route-keys.ts'
import { routesChannels } from './contract/routes.ts'
import { ruleTrialChannels } from './contract/rule-trial.ts'
import { SampleProgress, sampleChannels } from './contract/sample.ts'
import { segmentsChannels } from './contract/segments.ts'
import { suppressionChannels } from './contract/suppression.ts'
import { templatesChannels } from './contract/templates.ts'
import { versionsChannels } from './contract/versions.ts'
import { workstationsChannels } from './contract/workstations.ts'

/** Every way into the core, once. Proxy, handlers, bridge and tests derive from this table. */
export const contract = {
  ...appChannels,
  ...clipboardChannels,
  ...diagnosticsChannels,
  ...identityChannels,
  ...governanceChannels,
  ...keepersChannels,
  ...workstationsChannels,
  ...listsChannels,
  ...contactsChannels,
  ...importChannels,
  ...segmentsChannels,
  ...suppressionChannels,
  ...permitsChannels,
  ...campaignsChannels,
  ...versionsChannels,
  ...templatesChannels,
  ...recipientFilesChannels,
  ...approvalChannels,
  ...ownFilesChannels,
  ...routesChannels,
  ...routeKeysChannels,
  ...deliverabilityChannels,
  ...ruleTrialChannels,
  ...parcelsChannels,
  ...releasesChannels,
  ...journalChannels,
  ...policyChannels,
  ...noticesChannels,
  ...sampleChannels,
} as const

/** What the core pushes to every window. */
export const events = {
  /** Phase, session, store or preferences changed. */
  'app.changed': AppState,
  'lists.import-progress': ImportProgress,
  'contacts.progress': ContactsProgress,
  'campaigns.files-progress': FilesProgress,
  'checks.progress': CheckProgress,
  'releases.progress': ReleaseProgress,
  /** Requests, decisions, members or routes changed: whoever shows them asks again. */
  'journal.changed': Nothing,
  'journal.verifying': VerificationProgress,
  /** There is something that the person has not been told. */
  'notices.changed': Nothing,
  'sample.progress': SampleProgress,
} as const

export type Contract = typeof contract
export type ChannelName = keyof Contract
export type ChannelInput<N extends ChannelName> = Input<Contract[N]>
export type ChannelRawInput<N extends ChannelName> = RawInput<Contract[N]>
export type ChannelOutput<N extends ChannelName> = Output<Contract[N]>
export type ChannelAnswer<N extends ChannelName> = Answer<ChannelOutput<N>>

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = v.InferOutput<(typeof events)[N]>

/** Distributes over the names, so that testing the name narrows the payload. */
export type CoreEvent = { [N in EventName]: [name: N, payload: EventPayload<N>] }[EventName]

export const channelNames = Object.keys(contract) as readonly ChannelName[]
export const eventNames = Object.keys(events) as readonly EventName[]

/** What the preload script puts on window.sekisho. */
export interface Bridge {
  readonly call: <N extends ChannelName>(
    name: N,
    input: ChannelRawInput<N>,
  ) => Promise<ChannelAnswer<N>>
  /** Returns the function that ends the subscription. */
  readonly subscribe: <N extends EventName>(
    name: N,
    listener: (payload: EventPayload<N>) => void,
  ) => () => void
}
