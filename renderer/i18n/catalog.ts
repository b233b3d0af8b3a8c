import type { Language } from '../../preload/contract/app.ts'
import { administration as enAdministration } from './en/administration.ts'
import { app as enApp } from './en/app.ts'
import { approval as enApproval } from './en/approval.ts'
import { campaigns as enCampaigns } from './en/campaigns.ts'
import { contacts as enContacts } from './en/contacts.ts'
import { curation as enCuration } from './en/curation.ts'
import { deliverability as enDeliverability } from './en/deliverability.ts'
import { frame as enFrame } from './en/frame.ts'
import { governance as enGovernance } from './en/governance.ts'
import { help as enHelp } from './en/help.ts'
import { home as enHome } from './en/home.ts'
import { identity as enIdentity } from './en/identity.ts'
import { journal as enJournal } from './en/journal.ts'
import { keepers as enKeepers } from './en/keepers.ts'
import { lists as enLists } from './en/lists.ts'
import { machine as enMachine } from './en/machine.ts'
import { message as enMessage } from './en/message.ts'
import { notices as enNotices } from './en/notices.ts'
import { permits as enPermits } from './en/permits.ts'
import { recipientFiles as enRecipientFiles } from './en/recipient-files.ts'
import { releases as enReleases } from './en/releases.ts'
import { sample as enSample } from './en/sample.ts'
import { settings as enSettings } from './en/settings.ts'
import { workstations as enWorkstations } from './en/workstations.ts'
import { administration } from './ja/administration.ts'
import { app } from './ja/app.ts'
import { approval } from './ja/approval.ts'
import { campaigns } from './ja/campaigns.ts'
import { contacts } from './ja/contacts.ts'
import { curation } from './ja/curation.ts'
import { deliverability } from './ja/deliverability.ts'
import { frame } from './ja/frame.ts'
import { governance } from './ja/governance.ts'
import { help } from './ja/help.ts'
import { home } from './ja/home.ts'
import { identity } from './ja/identity.ts'
import { journal } from './ja/journal.ts'
import { keepers } from './ja/keepers.ts'
import { lists } from './ja/lists.ts'
import { machine } from './ja/machine.ts'
import { message } from './ja/message.ts'
import { notices } from './ja/notices.ts'
import { permits } from './ja/permits.ts'
import { recipientFiles } from './ja/recipient-files.ts'
import { releases } from './ja/releases.ts'
import { sample } from './ja/sample.ts'
import { settings } from './ja/settings.ts'
import { workstations } from './ja/workstations.ts'
import type { Placeholders } from './sentence.ts'

/** Every sentence of the window. Japanese is the source of the keys; English has the same ones. */
const japanese = {
  ...app,
  ...frame,
  ...identity,
  ...keepers,
  ...home,
  ...help,
  ...lists,
  ...curation,
  ...permits,
  ...recipientFiles,
  ...contacts,
  ...message,
  ...campaigns,
  ...approval,
  ...releases,
  ...journal,
  ...administration,
  ...governance,
  ...deliverability,
  ...machine,
  ...workstations,
  ...notices,
  ...sample,
  ...settings,
} as const

export type TextKey = keyof typeof japanese

/** Nothing for a sentence without placeholders, else exactly its parameters. */
export type TextParams<K extends TextKey> = [Placeholders<(typeof japanese)[K]>] extends [never]
  ? []
  : [params: Readonly<Record<Placeholders<(typeof japanese)[K]>, string | number>>]

/** A sentence that needs no parameters: what a table may hold and show as it is. */
export type PlainTextKey = {
  [K in TextKey]: [Placeholders<(typeof japanese)[K]>] extends [never] ? K : never
}[TextKey]

const english: Readonly<Record<TextKey, string>> = {
  ...enApp,
  ...enFrame,
  ...enIdentity,
  ...enKeepers,
  ...enHome,
  ...enHelp,
  ...enLists,
  ...enCuration,
  ...enPermits,
  ...enRecipientFiles,
  ...enContacts,
  ...enMessage,
  ...enCampaigns,
  ...enApproval,
  ...enReleases,
  ...enJournal,
  ...enAdministration,
  ...enGovernance,
  ...enDeliverability,
  ...enMachine,
  ...enWorkstations,
  ...enNotices,
  ...enSample,
  ...enSettings,
}

export const catalogs: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  ja: japanese,
  en: english,
}
