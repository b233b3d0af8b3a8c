import { onTestFinished } from 'vitest'
import { createApproval } from '../../main/approval/approval.ts'
import { createChecks } from '../../main/checks/checks.ts'
import { createCopying } from '../../main/clipboard.ts'
import { createDeliverability } from '../../main/deliverability/deliverability.ts'
import { diagnosticsHandlers } from '../../main/diagnostics.ts'
import { createRouter, type Router } from '../../main/ipc/router.ts'
import { journalHandlers } from '../../main/journal/journal.ts'
import { createLists, withinReach } from '../../main/lists/lists.ts'
import { createMessage } from '../../main/message/message.ts'
import { createNoticeMails, createNotices } from '../../main/notices/notices.ts'
import { createPermits } from '../../main/permits/permits.ts'
import { policyHandlers } from '../../main/policy/policy.ts'
import type { FileDialog } from '../../main/ports.ts'
import { openPreferences } from '../../main/preferences.ts'
import { createReports } from '../../main/reports/reports.ts'
import { sampleHandlers } from '../../main/sample/sample.ts'
import { createSending, showHostChain } from '../../main/sending/sending.ts'
import { workstationHandlers } from '../../main/workstation-channels.ts'
import type { TestPc } from './office.ts'

/** What the core pushed, by name. */
export interface Pushed {
  readonly name: string
  readonly payload: unknown
}

export interface WholeDesk {
  readonly router: Router
  readonly pushed: readonly Pushed[]
  /** The HTML behind a preview's token. */
  readonly documentOf: (token: string) => string | null
}

/** Every channel of the contract on one PC of a test team, put together as the core does it. */
export function makeWholeDesk(pc: TestPc, fileDialog: FileDialog): WholeDesk {
  const { identity, fileTokens } = pc
  const ports = { ...pc.ports, fileDialog }
  const { stepUp, requireClock } = identity
  const session = withinReach(identity.session)
  const pushed: Pushed[] = []
  const emit = (name: string, payload: unknown) => void pushed.push({ name, payload })
  const language = () => ports.language
  const policy = () => session().journal.policy()
  const masking = () => policy().rules.masking
  const lists = createLists({
    ...{ ports, fileTokens, session, emit, masking },
    departments: () => session().journal.directory().departments,
  })
  onTestFinished(() => lists.close())
  const message = createMessage({ ports, session, masking })
  const checks = createChecks({
    clock: ports.clock,
    session,
    senderIdentity: (id) => policy().detail.senderIdentities.find((each) => each.id === id) ?? null,
  })
  const { previewDocuments } = message
  const { resultsFor, stateOf } = checks
  const approval = createApproval({
    ...{ ports, fileTokens, session, stepUp, emit, language },
    ...{ previewDocuments, resultsFor, stateOf },
  })
  const permits = createPermits({ ports, session, stepUp, emit, language })
  const sending = createSending({ ports, session, stepUp, requireClock, emit })
  onTestFinished(() => sending.close())
  const told = {
    ...{ ports, language, session, emit, isSignedIn: () => true },
    keepVaultOpen: identity.keepVaultOpen,
  }
  const noticeMails = createNoticeMails({ ...told, stepUp })
  const notices = createNotices({
    ...told,
    mailFailures: noticeMails.failures,
    requests: approval.summaries,
    release: sending.progress,
    stopState: approval.stopState,
  })
  onTestFinished(() => notices.close())
  const preferences = openPreferences(ports.dataFolder, ports.language, false)
  const state = () => ({
    ...identity.state(),
    preferences: preferences.get(),
    isKeystorePlain: false,
    machine: {
      locksLanguage: false,
      preventsCopy: false,
      preventsPrinting: false,
      pinsOrganization: false,
    },
    sample: null,
    version: ports.version,
  })
  const router = createRouter({
    handlers: {
      ...workstationHandlers({ ports, preferences, fileTokens, state, emitChanged: () => {} }),
      ...createCopying({ ports, isSignedIn: () => true }).handlers,
      ...diagnosticsHandlers({
        ports,
        state,
        signedIn: () => ({
          testStore: () => session().journal.testStore(),
          checkVault: () => pc.vault.checkIntegrity(),
          alarms: () =>
            session()
              .journal.alarms()
              .map(({ code }) => code),
          transcripts: sending.troubles,
        }),
      }),
      ...identity.handlers,
      ...lists.handlers,
      ...message.handlers,
      ...createDeliverability({ ports, session, chainOf: showHostChain }).handlers,
      ...checks.handlers,
      ...approval.handlers,
      ...permits.handlers,
      ...sending.handlers,
      ...policyHandlers({
        policy: ports.machinePolicy,
        language,
        fileTokens,
        rules: () => null,
        fingerprint: () => null,
        changes: () => [],
      }),
      ...notices.handlers,
      ...noticeMails.handlers,
      ...sampleHandlers,
      ...createReports({ ports, session, language }).handlers,
      ...journalHandlers({
        journal: () => session().journal,
        language,
        changed: () => {},
        verifying: (step) => emit('journal.verifying', step),
        place: () => '',
        fileTokens,
      }),
    },
    caller: identity.caller,
    log: ports.log,
    random: ports.random,
  })
  return { router, pushed, documentOf: message.previewDocument }
}
