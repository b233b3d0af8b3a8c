import * as v from 'valibot'
import type { Language } from '../../preload/contract/app.ts'
import type { Setting } from './setting-kind.ts'
import { settings } from './settings-table.ts'

export type SettingName = keyof typeof settings
export const settingNames = Object.keys(settings) as readonly SettingName[]
export type MachineValues = {
  readonly [N in SettingName]?: v.InferOutput<(typeof settings)[N]['schema']>
}

/** Where a value comes from, in the order in which they are asked. */
export const sourceNames = ['group-policy', 'policy-file', 'installer'] as const
export type SourceName = (typeof sourceNames)[number]

/** What one source says, before anybody has looked whether it can be so. */
export interface RawSource {
  readonly name: SourceName
  /** The key or file, as IT knows it. */
  readonly place: string
  /** By name, in JSON's terms. */
  readonly values: Readonly<Record<string, unknown>>
  /** Why it could not be read at all. */
  readonly fault: SourceFault | null
}
export const sourceFaults = [
  'unreadable',
  'missing',
  'malformed',
  /** A standard user may change it. */
  'unprotected',
] as const
export type SourceFault = (typeof sourceFaults)[number]

export interface GivenValue {
  readonly source: SourceName
  /** JSON of what was given, cut where it is long. */
  readonly given: string
  readonly isReadable: boolean
}

export interface ExplainedSetting {
  readonly name: SettingName
  /** JSON of the value in force; null: this machine's policy says nothing about it. */
  readonly value: string | null
  readonly source: SourceName | null
  /** What was given could not be read, so that the strictest value counts. */
  readonly isReplaced: boolean
  /** Whether a person can no longer choose it on this PC. */
  readonly isLocked: boolean
  /** What was given there, best first; the first one counts. */
  readonly given: readonly GivenValue[]
}

export interface PolicyProblem {
  readonly source: SourceName
  readonly place: string
  readonly kind: SourceFault | 'unknown-setting' | 'malformed-value'
  /** The setting; empty when the whole source is meant. */
  readonly setting: string
}

/** What IT has laid down for this machine. A value; read once, when the program starts. */
export interface MachinePolicy {
  readonly values: MachineValues
  readonly settings: readonly ExplainedSetting[]
  readonly problems: readonly PolicyProblem[]
  readonly sources: readonly Pick<RawSource, 'name' | 'place' | 'fault'>[]
}

/**
 * The written precedence: for each setting the first source that says anything about it counts, in
 * the order of `sourceNames`. A value that cannot be read counts as the strictest there is, and does
 * not let the next source speak: somebody meant to say something here.
 */
export function resolvePolicy(sources: readonly RawSource[]): MachinePolicy {
  const ordered = sourceNames.flatMap((name) => sources.filter((each) => each.name === name))
  const explained = settingNames.map((name) => explain(name, ordered))
  return {
    values: Object.fromEntries(
      explained.flatMap(({ name, value }) => (value === null ? [] : [[name, JSON.parse(value)]])),
    ),
    settings: explained,
    problems: ordered.flatMap(problemsOf),
    sources: ordered.map(({ name, place, fault }) => ({ name, place, fault })),
  }
}

/** A machine that IT has laid down nothing for. */
export const noMachinePolicy: MachinePolicy = resolvePolicy([])

function explain(name: SettingName, sources: readonly RawSource[]): ExplainedSetting {
  const given = sources
    .filter(({ values }) => Object.hasOwn(values, name))
    .map((source) => ({ source, parsed: parse(name, source.values[name]) }))
  const [first] = given
  const value = first === undefined ? null : (first.parsed ?? settings[name].strictest)
  return {
    name,
    value: value === null ? null : JSON.stringify(value),
    source: first?.source.name ?? null,
    isReplaced: first !== undefined && first.parsed === null,
    isLocked: first !== undefined && (first.source.name !== 'installer' || !isPreset(name)),
    given: given.map(({ source, parsed }) => ({
      source: source.name,
      given: shorten(JSON.stringify(source.values[name]) ?? ''),
      isReadable: parsed !== null,
    })),
  }
}

/** From the installer these are what a new PC starts with; from a policy they are fixed. */
function isPreset(name: SettingName): boolean {
  return name === 'SharedStore' || name === 'Language'
}

function problemsOf({ name: source, place, values, fault }: RawSource): PolicyProblem[] {
  if (fault !== null) return [{ source, place, kind: fault, setting: '' }]
  return Object.entries(values).flatMap(([setting, value]): PolicyProblem[] => {
    if (!isSettingName(setting)) return [{ source, place, kind: 'unknown-setting', setting }]
    return parse(setting, value) === null
      ? [{ source, place, kind: 'malformed-value', setting }]
      : []
  })
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name)
}

/** Null for a value that cannot be read; no setting's own value is null. */
function parse(name: SettingName, value: unknown): NonNullable<unknown> | null {
  const schema: v.GenericSchema<unknown, NonNullable<unknown>> = settings[name].schema
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : null
}

const shownMax = 2000

function shorten(json: string): string {
  return json.length > shownMax ? `${json.slice(0, shownMax)}…` : json
}

export function settingOf(name: SettingName): Setting {
  return settings[name]
}

export function titleOf(name: SettingName, language: Language): string {
  return settings[name][language].title
}
