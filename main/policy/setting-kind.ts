import * as v from 'valibot'

/** What is said of a setting beside its value, in both languages. */
export interface SettingText {
  readonly title: string
  /** What it does, and what its value means: for IT, in the editor of group policies and in the manual. */
  readonly explain: string
}

interface Described {
  readonly group: SettingGroup
  readonly ja: SettingText
  readonly en: SettingText
  /** The rule of the organization's signed policy that it stands beside; the stricter wins. */
  readonly rule?: string
}

export const groupNames = [
  'office',
  'relay',
  'approval',
  'sign-in',
  'addresses',
  'program',
] as const
export type SettingGroup = (typeof groupNames)[number]

export interface NumberSetting extends Described {
  readonly kind: 'number'
  readonly min: number
  readonly max: number
  readonly schema: v.GenericSchema<number>
  /** What counts in the place of a value that cannot be read. */
  readonly strictest: number
}
export interface SwitchSetting extends Described {
  readonly kind: 'switch'
  readonly schema: v.GenericSchema<boolean>
  readonly strictest: boolean
}
export interface ChoiceSetting<O extends string = string> extends Described {
  readonly kind: 'choice'
  readonly options: readonly O[]
  readonly schema: v.GenericSchema<O>
  readonly strictest: O | null
}
export interface TextSetting extends Described {
  readonly kind: 'text'
  readonly schema: v.GenericSchema<string, string>
  /** Null: there is no strictest one, and what needs the setting is refused. */
  readonly strictest: null
}
export interface ListSetting<I extends string = string> extends Described {
  readonly kind: 'list'
  readonly schema: v.GenericSchema<unknown, readonly I[]>
  readonly strictest: readonly I[]
}
export interface TableSetting<O extends string = string> extends Described {
  readonly kind: 'table'
  readonly names: readonly string[]
  readonly options: readonly O[]
  readonly schema: v.GenericSchema<unknown, Readonly<Record<string, O>>>
  readonly strictest: Readonly<Record<string, O>>
}

export type Setting =
  | NumberSetting
  | SwitchSetting
  | ChoiceSetting
  | TextSetting
  | ListSetting
  | TableSetting

export function number(
  o: Described & { readonly min: number; readonly max: number; readonly strictest: number },
): NumberSetting {
  const schema = v.pipe(v.number(), v.safeInteger(), v.minValue(o.min), v.maxValue(o.max))
  return { ...o, kind: 'number', schema }
}

export function flag(o: Described & { readonly strictest: boolean }): SwitchSetting {
  return { ...o, kind: 'switch', schema: v.boolean() }
}

export function choice<const O extends string>(
  o: Described & { readonly options: readonly O[]; readonly strictest: O | null },
): ChoiceSetting<O> {
  return { ...o, kind: 'choice', schema: v.picklist(o.options) }
}

export function text(
  o: Described & { readonly schema: v.GenericSchema<string, string> },
): TextSetting {
  return { ...o, kind: 'text', strictest: null }
}

const linesMax = 200

export function list<I extends string>(
  o: Described & {
    readonly item: v.GenericSchema<string, I>
    readonly strictest: readonly I[]
  },
): ListSetting<I> {
  const { item, ...rest } = o
  const schema = v.pipe(v.array(item), v.minLength(1), v.maxLength(linesMax))
  return { ...rest, kind: 'list', schema }
}

export function table<const O extends string>(
  o: Described & {
    readonly names: readonly string[]
    readonly options: readonly O[]
    readonly strictest: Readonly<Record<string, O>>
  },
): TableSetting<O> {
  return {
    ...o,
    kind: 'table',
    schema: v.record(v.picklist(o.names), v.picklist(o.options)),
  }
}
