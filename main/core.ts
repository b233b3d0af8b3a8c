import type { AppState } from '../preload/contract/app.ts'
import type { Answer, Handlers } from '../preload/contract/channel.ts'
import type { SampleState } from '../preload/contract/sample.ts'
import type { Contract, CoreEvent, EventName, EventPayload } from '../preload/contract.ts'
import { type Problem, ProblemError } from '../preload/problem.ts'
import { certificateFacts, createApproval, previousRelease } from './approval/approval.ts'
import { checksMigrations, createChecks, rulesForChecks, sendingWayOf } from './checks/checks.ts'
import { createCopying } from './clipboard.ts'
import { createDeliverability, deliverabilityMigrations } from './deliverability/deliverability.ts'
import { diagnosticsHandlers } from './diagnostics.ts'
import { createFileTokens } from './file-token.ts'
import { createIdentity, type Identity, identityMigrations } from './identity/identity.ts'
import { createRouter } from './ipc/router.ts'
import { journalHandlers, journalMigrations } from './journal/journal.ts'
import { addressBookFiles, createLists, listsMigrations, withinReach } from './lists/lists.ts'
import { createMessage, draftsWithSegment, messageMigrations } from './message/message.ts'
import { createNoticeMails, createNotices, noticesMigrations } from './notices/notices.ts'
import { createPermits, destroyDueLists } from './permits/permits.ts'
import { isLocked, type MachinePolicy, noteDrift, policyHandlers } from './policy/policy.ts'
import { recordPolicy } from './policy-drift.ts'
import type { Ports } from './ports.ts'
import { openPreferences } from './preferences.ts'
import { createReports } from './reports/reports.ts'
import { sampleHandlers } from './sample/sample.ts'
import {
  createMailings,
  createSending,
  flightLogFiles,
  sendingMigrations,
  showHostChain,
} from './sending/sending.ts'
import { keepInStep } from './store-watch.ts'
import { createVault, kdfFloor, runSelfTest } from './vault/vault.ts'
import { workstationHandlers } from './workstation-channels.ts'

export type CoreListener = (...event: CoreEvent) => void

/** The whole application without Electron: the shell, the demo and the tests stand around it. */
export interface Core {
  /** Never rejects: whatever goes wrong is a problem in the answer. */
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: CoreListener) => () => void
  /** The HTML of a preview, by the token that the core gave to whoever asked for it. */
  readonly previewDocument: (token: string) => string | null
  readonly close: () => Promise<void>
}

export type CreateCore = (ports: Ports, sample?: () => SampleState | null) => Core

/**
 * Builds every capability in its order, and hands each only what it may know. `sample`: what there is
 * to know of the sample organization that this is the core of.
 */
export function createCore(ports: Ports, sample: () => SampleState | null = () => null): Core {
  const selfTest = runSelfTest().then(() => null, toSelfTestProblem)
  const events = createEvents()
  const { emit } = events
  const { clock, random, log } = ports
  const fileTokens = createFileTokens(random)
  const { machinePolicy } = ports
  const preferences = openPreferences(
    ports.dataFolder,
    machinePolicy.values.Language ?? ports.language,
    isLocked(machinePolicy, 'Language'),
  )
  const language = () => preferences.get().language
  const policyChanges = noteDrift(ports.dataFolder, machinePolicy, clock.now())
  const vault = createVault({
    ports,
    migrations,
    // Nobody knows a sample's passwords, and each is as long as a key.
    ...(ports.isSample === true ? { calibrate: async () => kdfFloor } : {}),
    companions: (db) => [...addressBookFiles(db), ...flightLogFiles(db)],
  })
  const emitChanged = () => emit('app.changed', state())
  const identity = createIdentity({
    ...{ ports, fileTokens, vault, emitChanged, language },
    idleMinutes: () => preferences.get().idleMinutes,
  })
  const { stepUp, requireClock } = identity
  const session = withinReach(identity.session)
  const state = () => ({
    ...identity.state(),
    preferences: preferences.get(),
    isKeystorePlain: ports.deviceKey.isPlainText?.() ?? false,
    machine: machineState(machinePolicy),
    sample: sample(),
    version: ports.version,
  })
  const policy = () => session().journal.policy()
  const masking = () => policy().rules.masking
  const lists = createLists({
    ...{ ports, fileTokens, session, emit, masking },
    segmentUses: draftsWithSegment,
    departments: () => session().journal.directory().departments,
    isSending: () => sending.isRunning(),
  })
  const message = createMessage({
    ...{ ports, session, masking },
    onFilesProgress: (progress) => emit('campaigns.files-progress', progress),
  })
  const deliverability = createDeliverability({ ports, session, chainOf: showHostChain })
  const checks = createChecks({
    clock,
    session,
    senderIdentity: (id) => policy().detail.senderIdentities.find((each) => each.id === id) ?? null,
    certificate: (chosen) => certificateFacts(policy().detail, chosen),
    previous: (campaignLists) => previousRelease(session(), campaignLists),
    onProgress: (progress) => emit('checks.progress', progress),
    senderRecords: deliverability.senderRecords,
    severities: () => policy().rules.severities,
    rules: () => rulesForChecks(policy().rules),
    sendingWay: (id) => sendingWayOf(policy().detail.routes, id),
    machine: machinePolicy.values,
    masking,
  })
  const { previewDocuments, previewDocument } = message
  const { resultsFor, stateOf } = checks
  const approval = createApproval({
    ports,
    fileTokens,
    language,
    session,
    stepUp,
    emit,
    previewDocuments,
    resultsFor,
    stateOf,
  })
  const permits = createPermits({ ports, session, stepUp, emit, language })
  const sending = createSending({ ports, session, stepUp, requireClock, emit })
  const mailings = createMailings({
    ports,
    session,
    keepVaultOpen: identity.keepVaultOpen,
    note: lists.noteMailings,
  })
  const reports = createReports({ ports, session, language })
  const told = {
    ...{ ports, language, session, emit },
    isSignedIn: () => identity.caller() !== null,
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
  const copying = createCopying({ ports, isSignedIn: () => identity.caller() !== null })
  events.subscribe((...[name]) => {
    if (name === 'app.changed') copying.look()
    if (name === 'releases.progress') mailings.lookAtTimes()
    if (name !== 'journal.changed' && name !== 'app.changed') return
    notices.look()
    noticeMails.look()
    if (identity.caller() !== null) mailings.look()
  })
  const watch = keepInStep({
    log,
    random,
    identity,
    sending,
    journalChanged: () => emit('journal.changed', {}),
    stateChanged: emitChanged,
    async signedIn() {
      await recordPolicy(session(), vault, machinePolicy)
      const { forgetDestroyed: forget } = lists
      if ((await destroyDueLists(session(), { now: clock.now(), forget })) > 0)
        emit('journal.changed', {})
    },
  })
  const handlers: Handlers<Contract> = {
    ...workstationHandlers({ ports, preferences, fileTokens, state, emitChanged }),
    ...copying.handlers,
    ...diagnosticsHandlers({
      ports,
      state,
      signedIn: () =>
        identity.caller() === null
          ? null
          : {
              testStore: () => session().journal.testStore(),
              checkVault: () => vault.checkIntegrity(),
              alarms: () =>
                session()
                  .journal.alarms()
                  .map(({ code }) => code),
              transcripts: sending.troubles,
            },
    }),
    ...identity.handlers,
    ...lists.handlers,
    ...message.handlers,
    ...deliverability.handlers,
    ...checks.handlers,
    ...approval.handlers,
    ...permits.handlers,
    ...sending.handlers,
    ...reports.handlers,
    ...policyHandlers({
      policy: machinePolicy,
      language,
      fileTokens,
      rules: () => rulesHere(identity),
      fingerprint: () => (identity.caller() ? session().journal.trust().fingerprint : null),
      changes: () => policyChanges,
    }),
    ...notices.handlers,
    ...noticeMails.handlers,
    ...sampleHandlers,
    ...journalHandlers({
      journal: () => session().journal,
      language,
      changed: () => emit('journal.changed', {}),
      verifying: (step) => emit('journal.verifying', step),
      place: () => identity.state().store?.folder ?? '',
      fileTokens,
    }),
  }
  const router = createRouter({ handlers, caller: identity.caller, log, random })
  return {
    async call(name, input) {
      const unsound = await selfTest
      if (unsound !== null) return { ok: false, problem: unsound }
      // A lock that comes meanwhile signs out at once; the database stays open until the end.
      const letGo = identity.caller() ? identity.keepVaultOpen() : null
      try {
        return await router.call(name, input)
      } finally {
        watch.holdForRun()
        letGo?.()
      }
    },
    subscribe: events.subscribe,
    previewDocument,
    async close() {
      watch.end()
      await copying.close()
      notices.close()
      sending.close()
      await lists.close()
      identity.close()
    },
  }
}

/** A program whose primitives answer wrongly does nothing at all. */
function toSelfTestProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  throw error
}

function machineState(policy: MachinePolicy): AppState['machine'] {
  const { PreventCopy, PreventPrinting, RootFingerprint } = policy.values
  return {
    locksLanguage: isLocked(policy, 'Language'),
    preventsCopy: PreventCopy === true,
    preventsPrinting: PreventPrinting === true,
    pinsOrganization: RootFingerprint !== undefined,
  }
}

/** What was signed, and what of it is in force here; null while nobody is logged in. */
function rulesHere(identity: Identity) {
  if (identity.caller() === null) return null
  const { journal } = identity.session()
  const signed = journal.trust().policy?.body.rules
  return signed === undefined ? null : { signed, inForce: journal.policy().rules }
}

/** Every capability's tables in the vault, in the order in which they are made. */
const migrations = [
  { capability: 'journal', migrations: journalMigrations },
  { capability: 'identity', migrations: identityMigrations },
  { capability: 'lists', migrations: listsMigrations },
  { capability: 'message', migrations: messageMigrations },
  { capability: 'deliverability', migrations: deliverabilityMigrations },
  { capability: 'checks', migrations: checksMigrations },
  { capability: 'sending', migrations: sendingMigrations },
  { capability: 'notices', migrations: noticesMigrations },
]

function createEvents() {
  const listeners = new Set<(name: EventName, payload: unknown) => void>()
  return {
    emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
      for (const listener of listeners) listener(name, payload)
    },
    subscribe(listener: CoreListener): () => void {
      // One listener takes every pair of a name and its payload; emit makes only such pairs.
      const untyped = listener as (name: EventName, payload: unknown) => void
      listeners.add(untyped)
      return () => void listeners.delete(untyped)
    },
  }
}
