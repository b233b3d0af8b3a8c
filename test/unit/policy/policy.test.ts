import { describe, expect, test } from 'vitest'
import { checks } from '../../../main/checks/check-order.ts'
import { lookNames } from '../../../main/journal/policy-rules.ts'
import {
  explainAsJson,
  explainAsText,
  type KeyExport,
  type PolicySources,
  readMachinePolicy,
} from '../../../main/policy/policy.ts'
import { groupNames } from '../../../main/policy/setting-kind.ts'
import { settings } from '../../../main/policy/settings-table.ts'
import { type RegEntry, regFile } from '../../support/reg-text.ts'

const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho'
const installed = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Sekisho'
type Values = Readonly<Record<string, RegEntry>>

/** A machine with these group policies, this file and these properties of the installer. */
function machine(o: {
  readonly group?: Values
  readonly lists?: Readonly<Record<string, Values>>
  readonly file?: unknown
  readonly installer?: Values
  readonly fileStatus?: 'unprotected' | 'unreadable'
}): PolicySources {
  const below = Object.entries(o.lists ?? {}).map(([name, values]) => [
    `${policies}\\${name}`,
    values,
  ])
  const exports: Readonly<Record<string, Uint8Array | null>> = {
    [policies]:
      o.group || o.lists
        ? regFile({ [policies]: o.group ?? {}, ...Object.fromEntries(below) })
        : null,
    [installed]: o.installer ? regFile({ [installed]: o.installer }) : null,
  }
  return {
    defaultFile: 'C:\\ProgramData\\Sekisho\\policy.json',
    exportKey(key): KeyExport {
      const bytes = exports[key]
      return bytes ? { status: 'read', bytes } : { status: 'absent' }
    },
    readFile: () =>
      o.fileStatus
        ? { status: o.fileStatus }
        : o.file === undefined
          ? { status: 'absent' }
          : {
              status: 'read',
              bytes: Buffer.from(typeof o.file === 'string' ? o.file : JSON.stringify(o.file)),
            },
  }
}
const read = (o: Parameters<typeof machine>[0]) => readMachinePolicy(machine(o))

describe('what IT lays down for a machine', () => {
  test('nothing said is nothing in force, and no problem', () => {
    const policy = read({})
    expect(policy.values).toEqual({})
    expect(policy.problems).toEqual([])
    expect(policy.settings.every(({ source }) => source === null)).toBe(true)
  })

  test('every kind of value is read from the registry, in any capitals', () => {
    const policy = read({
      group: {
        quorummin: { dword: 3 },
        PreventCopy: { dword: 1 },
        Masking: { text: 'nothing' },
        RootFingerprint: { text: `${'AB '.repeat(32)}` },
        LoginNetworks: { lines: ['10.0.0.0/8', '2001:db8::/32'] },
      },
      lists: {
        Looks: { 1: { text: 'text' }, 2: { text: 'links' }, 10: { text: 'route' } },
        CheckSeverities: { 'domain-typo': { text: 'stop' } },
      },
    })
    expect(policy.problems).toEqual([])
    expect(policy.values).toEqual({
      QuorumMin: 3,
      PreventCopy: true,
      Masking: 'nothing',
      RootFingerprint: 'ab'.repeat(32),
      LoginNetworks: ['10.0.0.0/8', '2001:db8::/32'],
      Looks: ['text', 'links', 'route'],
      CheckSeverities: { 'domain-typo': 'stop' },
    })
  })

  test('group policy comes before the file, the file before the installer; what lost is told', () => {
    const policy = read({
      group: { QuorumMin: { dword: 2 } },
      file: { QuorumMin: 5, SharedStore: '\\\\file\\store' },
      installer: { SharedStore: { text: '\\\\msi\\store' }, Language: { text: 'en' } },
    })
    expect(policy.values).toEqual({
      QuorumMin: 2,
      SharedStore: '\\\\file\\store',
      Language: 'en',
    })
    const quorum = policy.settings.find(({ name }) => name === 'QuorumMin')
    expect(quorum).toMatchObject({ source: 'group-policy', isLocked: true })
    expect(quorum?.given.map(({ source, given }) => [source, given])).toEqual([
      ['group-policy', '2'],
      ['policy-file', '5'],
    ])
  })

  test('the installer presets store and language, and pins the organization', () => {
    const policy = read({
      installer: {
        SharedStore: { text: '\\\\msi\\store' },
        Language: { text: 'en' },
        RootFingerprint: { text: 'cd'.repeat(32) },
        StartMenuShortcut: { text: '1' },
      },
    })
    const locked = policy.settings.filter(({ isLocked }) => isLocked).map(({ name }) => name)
    expect(locked).toEqual(['RootFingerprint'])
    expect(policy.problems).toEqual([])
  })

  test('a value that cannot be is told by name, and the strictest counts in its place', () => {
    const policy = read({
      group: {
        QuorumMin: { dword: 0 },
        IdleMinutesMax: { text: '10' },
        Masking: { text: 'none' },
        AllowedRelays: { lines: ['relay example'] },
        LoginNetworks: { lines: ['10.0.0.0/40'] },
        ExportQuorum: { dword: 4000 },
        PreventCopy: { dword: 7 },
        RootFingerprint: { text: 'abc' },
      },
      lists: { CheckSeverities: { 'no-such-check': { text: 'stop' } } },
      // Malformed above does not let the file speak.
      file: { QuorumMin: 1 },
    })
    expect(policy.values).toEqual({
      QuorumMin: 20,
      IdleMinutesMax: 1,
      Masking: 'nothing',
      AllowedRelays: [],
      LoginNetworks: ['255.255.255.255/32'],
      ExportQuorum: 0,
      PreventCopy: true,
      CheckSeverities: { '*': 'stop' },
    })
    expect(policy.problems.map(({ kind, setting }) => `${kind} ${setting}`).sort()).toEqual(
      [
        ...['QuorumMin', 'IdleMinutesMax', 'Masking', 'AllowedRelays', 'LoginNetworks'],
        ...['ExportQuorum', 'PreventCopy', 'RootFingerprint', 'CheckSeverities'],
      ]
        .map((name) => `malformed-value ${name}`)
        .sort(),
    )
    expect(policy.settings.find(({ name }) => name === 'RootFingerprint')).toMatchObject({
      value: null,
      isReplaced: true,
      isLocked: true,
    })
  })

  test('a setting that this version does not know is told by name, not dropped', () => {
    const policy = read({ group: { QurumMin: { dword: 2 } }, file: { Proxy: 'x' } })
    expect(policy.problems).toMatchObject([
      { kind: 'unknown-setting', setting: 'QurumMin', source: 'group-policy' },
      { kind: 'unknown-setting', setting: 'Proxy', source: 'policy-file' },
    ])
  })

  test('a list that is given in two ways at once is none', () => {
    const policy = read({
      group: { LoginNetworks: { lines: ['10.0.0.0/8'] } },
      lists: { LoginNetworks: { 1: { text: '0.0.0.0/0' } } },
    })
    expect(policy.values.LoginNetworks).toEqual(['255.255.255.255/32'])
  })

  test.each([
    [
      'a file that a standard user may change',
      { fileStatus: 'unprotected' } as const,
      'unprotected',
    ],
    ['a file that cannot be read', { fileStatus: 'unreadable' } as const, 'unreadable'],
    ['a file that is no JSON', { file: '{ QuorumMin: 2 }' }, 'malformed'],
    [
      'a file that says something twice',
      { file: '{"QuorumMin":3,"Quorum\\u004din":1}' },
      'malformed',
    ],
    ['a file that is a list', { file: [] }, 'malformed'],
    [
      'a file that the installer names and that is not there',
      { installer: { PolicyFile: { text: 'D:\\policy.json' } } },
      'missing',
    ],
  ])('%s is not used, and is a problem', (_, given, kind) => {
    const policy = read(given)
    expect(policy.problems).toMatchObject([{ source: 'policy-file', kind, setting: '' }])
    expect(policy.values).toEqual({})
  })

  test('a registry that cannot be read is a problem, not an absence', () => {
    const policy = readMachinePolicy({
      ...machine({}),
      exportKey: () => ({ status: 'unreadable' }),
    })
    expect(policy.problems.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable'])
  })

  test('the explanation names every setting, its value, its source and what it overrode', () => {
    const policy = read({
      group: { QuorumMin: { dword: 2 }, Bogus: { dword: 1 } },
      file: { QuorumMin: 5 },
    })
    for (const language of ['ja', 'en'] as const) {
      const text = explainAsText(policy, language)
      for (const name of Object.keys(settings)) expect(text).toContain(`${name} (`)
      expect(text).toContain('Bogus')
      expect(text).toContain('policy.json')
    }
    expect(explainAsText(policy, 'en')).toMatch(
      /QuorumMin \(.*\): 2 {2}\[group policy, fixed\]\n {4}overrode: 5 {2}\[policy file\]/,
    )
    const json = JSON.parse(explainAsJson(policy))
    expect(json.settings).toHaveLength(Object.keys(settings).length)
    expect(json.problems).toMatchObject([{ setting: 'Bogus' }])
  })
})

describe('the schema of settings', () => {
  const all = Object.entries(settings)

  test('knows the checks and the looks that there are', () => {
    expect([...settings.CheckSeverities.names].sort()).toEqual(
      [...checks.map(({ id }) => id), '*'].sort(),
    )
    expect([...settings.Looks.strictest].sort()).toEqual([...lookNames].sort())
  })

  test('every setting has its group, and its texts in both languages', () => {
    for (const [name, setting] of all) {
      expect(name).toMatch(/^[A-Z][A-Za-z]+$/)
      expect(groupNames).toContain(setting.group)
      for (const text of [setting.ja, setting.en]) {
        expect(text.title).not.toBe('')
        expect(text.explain.length).toBeGreaterThan(15)
      }
      expect(setting.ja.title).toMatch(/[ぁ-ん一-龠]/)
    }
  })
})
