import * as v from 'valibot'
import { expect, test } from 'vitest'
import { maskAddress } from '../../../main/address/mask.ts'
import { delegationHandlers } from '../../../main/approval/delegation-acts.ts'
import { parcelHandlers } from '../../../main/approval/parcel-acts.ts'
import { createRoute } from '../../../main/approval/routes.ts'
import { verifyApproval } from '../../../main/approval/verify-release.ts'
import { requireReleaseNetwork } from '../../../main/identity/network-limit.ts'
import { changeRule, toRuleViews } from '../../../main/identity/rules.ts'
import {
  lockAtMs,
  noteActivity,
  sessionMaxima,
  startLimits,
} from '../../../main/identity/session.ts'
import { needsPassword } from '../../../main/identity/step-up.ts'
import { rulesOnMachine } from '../../../main/journal/journal.ts'
import { PolicyRules } from '../../../main/journal/policy-rules.ts'
import { createPermits } from '../../../main/permits/permits.ts'
import {
  isLocked,
  type MachineValues,
  type SettingName,
  settingNames,
  settingOf,
} from '../../../main/policy/policy.ts'
import { openPreferences } from '../../../main/preferences.ts'
import { createSending } from '../../../main/sending/sending.ts'
import { workstationHandlers } from '../../../main/workstation-channels.ts'
import type { ChannelInput } from '../../../preload/contract.ts'
import { makeClock } from '../../support/clock.ts'
import { makeMachinePolicy } from '../../support/machine-policy.ts'
import { makeOffice, makeTestPc, type TestOffice } from '../../support/office.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'
import { createSignedRequest, hour } from '../../support/signed-request.ts'
import { start } from '../../support/signed-team.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { programProofs } from './program-proofs.ts'
import { resolverProofs } from './resolver-proofs.ts'

/** Two approvals, an hour old, for thirty recipients over relay.example.jp:587. */
const gate = (
  machine: MachineValues,
  other: { now?: number; offline?: boolean; checks?: 'found'; rules?: Partial<PolicyRules> } = {},
) => {
  const finding = { check: 'domain-typo', findings: [{ code: 'typo', params: {} }] } as const
  const signed = createSignedRequest(
    (manifest) =>
      other.checks === 'found'
        ? {
            ...manifest,
            checks: [
              {
                ...finding,
                findings: [...finding.findings],
                verdict: 'warning',
                waived: { reason: '確認済み', member: 'author' },
              },
            ],
          }
        : manifest,
    { coolingOffHours: 0, ...other.rules },
  )
  const approvals = ['first', 'second'].map((member) => signed.decide(member, 'approve'))
  return problemOf(() =>
    verifyApproval(
      signed.material(approvals, {
        machine,
        now: start + (other.now ?? 2) * hour,
        storeOfflineSinceAt: other.offline ? new Date(start + hour).toISOString() : null,
      }),
    ),
  )
}

test('the request of these tests is let through where IT says nothing', () => {
  expect(gate({})).toBeNull()
  expect(gate({}, { checks: 'found' })).toBeNull()
})

const firstRules = v.parse(PolicyRules, {
  coolingOffHours: 24,
  quorumMin: 1,
  storeGraceMinutes: 15,
  severities: {},
})
interface Offices {
  readonly open: TestOffice
  /** Where IT has laid down everything that binds somebody who is logged in. */
  readonly limited: TestOffice
}

/** What the permits of somebody with everything fixed answer. */
function limitedPermit<N extends 'permits.ask' | 'permits.unmask' | 'suppression.lift'>(
  { founder: { pc } }: TestOffice,
  name: N,
  input: ChannelInput<N>,
): Promise<string | null> {
  const { handlers } = createPermits({
    ports: pc.ports,
    session: () => pc.identity.session(),
    stepUp: pc.identity.stepUp,
    emit: () => undefined,
    language: () => 'ja',
  })
  return problemOfAsync(async () => handlers[name](input, pc.caller()))
}

/** What is refused in the core because of a setting, for every setting: a new one has its proof here. */
const proofs: { readonly [N in SettingName]: (offices: Offices) => void | Promise<void> } = {
  async SharedStore() {
    const pc = makeTestPc({
      ...{
        folder: makeTempFolder(),
        clock: makeClock(),
        machinePolicy: makeMachinePolicy({ SharedStore: '\\\\srv\\store' }),
      },
    })
    expect(await begin(pc)).toBe('policy.other-store')
    const broken = makeMachinePolicy({ SharedStore: 'somewhere' })
    expect(
      await begin(
        makeTestPc({ folder: makeTempFolder(), clock: makeClock(), machinePolicy: broken }),
      ),
    ).toBe('policy.setting-unreadable')
  },
  async RootFingerprint({ open }) {
    const machinePolicy = makeMachinePolicy({ RootFingerprint: 'ab'.repeat(32) }, 'installer')
    const pc = makeTestPc({ folder: makeTempFolder(), clock: makeClock(), machinePolicy })
    expect(await begin(pc)).toBe('policy.other-organization')
    const join = () =>
      pc.identity.handlers['identity.begin-joining'](
        {
          memberName: '作成 花子',
          password: 'correct horse battery',
          storeFolder: pc.fileTokens.issue(open.storeFolder),
        },
        null,
      )
    expect(await problemOfAsync(async () => join())).toBe('policy.other-organization')
  },
  Language({ open }) {
    const machinePolicy = makeMachinePolicy({ Language: 'en' })
    const preferences = openPreferences(makeTempFolder(), 'en', isLocked(machinePolicy, 'Language'))
    const handlers = workstationHandlers({
      ports: { fileDialog: open.founder.pc.ports.fileDialog, machinePolicy },
      preferences,
      fileTokens: open.founder.pc.fileTokens,
      state: () => {
        throw new Error('nothing was changed')
      },
      emitChanged: () => undefined,
    })
    const set = () => handlers['app.set-preferences']({ language: 'ja' }, null)
    expect(problemOf(() => void set())).toBe('policy.setting-locked')
    expect(preferences.get().language).toBe('en')
  },
  async AllowedRelays({ open }) {
    const AllowedRelays = ['mail.example.jp:465 tls=implicit']
    expect(gate({ AllowedRelays })).toBe('policy.relay-not-allowed')
    expect(gate({ AllowedRelays: ['relay.example.jp:587 tls=starttls'] })).toBeNull()
    const { pc } = open.founder
    const session = pc.identity.session()
    const relay = {
      host: 'relay.example.jp',
      port: 587,
      tls: 'starttls',
      pins: [],
      ca: null,
      user: null,
      password: null,
    } as const
    const bound = { ...session, journal: { ...session.journal, machine: { AllowedRelays } } }
    const input = {
      ...relay,
      pins: [],
      name: '本社',
      dkimDomain: 'example.jp',
      dkimSelector: 's1',
      dkimEd25519Selector: null,
      connectionsMax: 1,
      ratePerHourMax: null,
      quorum: 1,
      transport: { auth: 'password' as const, chunking: false, dsn: false, fallbacks: [] },
    }
    expect(await problemOfAsync(() => createRoute(bound, pc.ports, input))).toBe(
      'policy.relay-not-allowed',
    )
    const machinePolicy = makeMachinePolicy({ AllowedRelays })
    const { stepUp, requireClock } = pc.identity
    const sending = createSending({
      ports: { ...pc.ports, machinePolicy },
      session: () => session,
      stepUp,
      requireClock,
      emit: () => undefined,
    })
    const trial = async () =>
      sending.handlers['routes.test']({ ...relay, pins: [], auth: 'password' }, pc.caller())
    expect(await problemOfAsync(trial)).toBe('policy.relay-not-allowed')
  },
  QuorumMin: () => expect(gate({ QuorumMin: 3 })).toBe('approval.needs-approval'),
  HoldMinutes: () => expect(gate({ HoldMinutes: 600 })).toBe('approval.on-hold'),
  CoolingOffHours: () => expect(gate({ CoolingOffHours: 8760 })).not.toBeNull(),
  ApprovalHoursMax: () => expect(gate({ ApprovalHoursMax: 12 })).toBe('approval.hours-too-long'),
  ExecutionHoursMax: () => expect(gate({ ExecutionHoursMax: 12 })).toBe('approval.hours-too-long'),
  async DelegationHoursMax({ limited }) {
    const { pc } = limited.founder
    const handlers = delegationHandlers({
      ports: pc.ports,
      session: () => pc.identity.session(),
      stepUp: pc.identity.stepUp,
      emit: () => undefined,
    })
    const from = new Date(limited.clock.now()).toISOString()
    const until = new Date(limited.clock.now() + hour).toISOString()
    const give = { to: 'x', from, until, departments: null, reason: '休暇', code: '000000' }
    expect(await problemOfAsync(async () => handlers['approval.delegate'](give, pc.caller()))).toBe(
      'approval.delegation-not-allowed',
    )
  },
  StorelessMinutesMax() {
    const other = { offline: true, rules: { parcelsAllowed: true, storelessMinutesMax: 240 } }
    expect(gate({}, other)).toBeNull()
    expect(gate({ StorelessMinutesMax: 0 }, other)).toBe('approval.store-out-of-reach')
    expect(gate({ StorelessMinutesMax: 30 }, other)).toBe('approval.store-out-of-reach')
  },
  RouteCoolingOffHours: () =>
    expect(gate({ RouteCoolingOffHours: 720 })).toBe('approval.route-cooling-off'),
  async AllowDecisionFiles({ open }) {
    const { pc } = open.founder
    const session = pc.identity.session()
    const { rules, ...rest } = session.journal.policy()
    const policy = () => ({ ...rest, rules: rulesOnMachine(rules, { AllowDecisionFiles: false }) })
    const handlers = parcelHandlers({
      ports: pc.ports,
      session: () => ({ ...session, journal: { ...session.journal, policy } }),
      emit: () => undefined,
    })
    const take = async () => handlers['parcels.take']({}, pc.caller())
    expect(await problemOfAsync(take)).toBe('approval.parcels-forbidden')
  },
  async PasswordFor({ limited }) {
    const { founder } = limited
    const stepUp = () => founder.pc.identity.stepUp(founder.freshCode(), 'release')
    expect(await problemOfAsync(stepUp)).toBe('identity.password-needed')
  },
  PasswordGraceMinutes() {
    const signed = { ...firstRules, passwordFor: ['release' as const], passwordGraceMinutes: 10 }
    const asksAgain = (machine: MachineValues) =>
      needsPassword('release', {
        proof: { atMs: 0, isUsed: true },
        rules: rulesOnMachine(signed, machine),
        nowMs: 5 * 60_000,
      })
    expect(asksAgain({})).toBe(false)
    expect(asksAgain({ PasswordGraceMinutes: 0 })).toBe(true)
  },
  TypeCountFrom: () => expect(gate({ TypeCountFrom: 10 })).toBe('approval.needs-approval'),
  Looks: () => expect(gate({ Looks: ['links'] })).toBe('approval.needs-approval'),
  CheckSeverities() {
    expect(gate({ CheckSeverities: { 'domain-typo': 'stop' } }, { checks: 'found' })).toBe(
      'policy.check-stopped',
    )
    expect(gate({ CheckSeverities: { '*': 'stop' } }, { checks: 'found' })).toBe(
      'policy.check-stopped',
    )
  },
  StoreGraceMinutes: () =>
    expect(gate({ StoreGraceMinutes: 0 }, { offline: true })).toBe('approval.store-out-of-reach'),
  async LoginNetworks({ limited }) {
    const { founder } = limited
    founder.pc.addresses.splice(0, 1, '203.0.113.9')
    expect(await problemOfAsync(() => founder.pc.identity.stepUp(founder.freshCode(), 'own'))).toBe(
      'identity.outside-login-networks',
    )
    founder.pc.addresses.splice(0, 1, '192.0.2.10')
  },
  ReleaseNetworks() {
    const release = (addresses: readonly string[]) =>
      problemOf(() =>
        requireReleaseNetwork(
          rulesOnMachine(firstRules, { ReleaseNetworks: ['10.0.0.0/8'] }),
          addresses,
        ),
      )
    expect(release(['192.0.2.10'])).toBe('identity.outside-release-networks')
    expect(release(['10.1.2.3'])).toBeNull()
  },
  async IdleMinutesMax({ limited }) {
    const { founder, clock } = limited
    await founder.signIn()
    clock.advance(61_000)
    expect(founder.pc.identity.caller()).toBeNull()
    await founder.signIn()
  },
  SessionHoursMax() {
    const endsAt = (machine: MachineValues) => {
      const busy = noteActivity(startLimits(0), 12 * hour - 1)
      return lockAtMs(busy, sessionMaxima(rulesOnMachine(firstRules, machine)))
    }
    expect(endsAt({})).toBe(12 * hour)
    expect(endsAt({ SessionHoursMax: 1 })).toBe(hour)
  },
  Masking() {
    const seen = (machine: MachineValues) =>
      maskAddress('tanaka@example.jp', rulesOnMachine(firstRules, machine).masking)
    expect(seen({})).toBe('t***@example.jp')
    expect(seen({ Masking: 'domain-only' })).toBe('***@example.jp')
    expect(seen({ Masking: 'nothing' })).toBe('***')
  },
  async Unmask({ limited }) {
    const look = { list: 'x', contact: 1, reason: '点検', code: '000000' }
    expect(await limitedPermit(limited, 'permits.unmask', look)).toBe('permits.unmask-forbidden')
  },
  // What was agreed to before: test/unit/permits/permits.test.ts.
  async ExportQuorum({ limited }) {
    const asked = { act: 'export-contacts', list: 'x', reason: '点検' } as const
    expect(await limitedPermit(limited, 'permits.ask', { asked, code: '000000' })).toBe(
      'permits.exports-forbidden',
    )
  },
  async SuppressionLiftNeedsSecond({ limited }) {
    const entry = { kind: 'address', value: 'a@example.jp', reason: '本人の申出' } as const
    expect(
      await limitedPermit(limited, 'suppression.lift', {
        ...{ ...entry, petition: null, code: '000000' },
      }),
    ).toBe('permits.needed')
  },
  ...programProofs,
  ...resolverProofs,
}

const fixed = {
  ...Object.fromEntries(
    settingNames
      .filter((name) => settingOf(name).rule !== undefined)
      .map((name) => [name, settingOf(name).strictest]),
  ),
  LoginNetworks: ['192.0.2.0/24'],
  ReleaseNetworks: ['10.0.0.0/8'],
}

const begin = (pc: ReturnType<typeof makeTestPc>) =>
  problemOfAsync(async () =>
    pc.identity.handlers['identity.begin-organization'](
      {
        organizationName: '関所商事',
        memberName: '管理 太郎',
        password: 'correct horse battery',
        keepers: { count: 1, threshold: 1 },
        storeFolder: pc.fileTokens.issue(makeTempFolder()),
      },
      null,
    ),
  )

test('what IT has fixed is refused in the core, setting by setting', async () => {
  const open = await makeOffice({ people: [] })
  const limited = await makeOffice({ people: [], machinePolicy: makeMachinePolicy(fixed) })
  const unproven: string[] = []
  for (const [name, proof] of Object.entries(proofs)) {
    try {
      await proof({ open, limited })
    } catch (error) {
      unproven.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  expect(unproven).toEqual([])

  const session = limited.founder.pc.identity.session()
  const { n } = session.journal.policy()
  const here = { addresses: ['192.0.2.10'], version: '1.2.3' }
  for (const name of settingNames) {
    const { rule } = settingOf(name)
    if (rule === undefined) continue
    // Nobody who administers the organization changes it on this PC, and they see who has fixed it.
    expect(toRuleViews(session).find((each) => each.name === rule)?.lockedBy).toBe('machine')
    const input = { name: rule, value: '1', ...here }
    expect(await problemOfAsync(() => changeRule(session, input))).toBe('policy.setting-locked')
  }
  expect(session.journal.policy().n).toBe(n)
  await changeRule(session, { name: 'recipientLimits', value: '[]', ...here })
  const free = toRuleViews(session).find((each) => each.name === 'recipientLimits')
  expect(free?.lockedBy).toBeNull()
  // What is published is the organization's own: nothing of the machine's is signed for everybody.
  expect(session.journal.trust().policy?.body.rules).toMatchObject({
    quorumMin: 1,
    coolingOffHours: 24,
  })
})
