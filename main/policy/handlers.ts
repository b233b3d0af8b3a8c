import type { Language } from '../../preload/contract/app.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type {
  MachineSettingView,
  NamedStore,
  policyChannels,
} from '../../preload/contract/policy.ts'
import type { FileTokens } from '../file-token.ts'
import { type ExplainedSetting, type MachinePolicy, settingOf } from './machine-policy.ts'

/** The organization's side of the rules, while somebody is logged in. */
export interface RulesHere {
  readonly signed: Readonly<Record<string, unknown>>
  readonly inForce: Readonly<Record<string, unknown>>
}

export interface PolicyHandlerOptions {
  readonly policy: MachinePolicy
  readonly language: () => Language
  readonly fileTokens: FileTokens
  /** Null while nobody is logged in. */
  readonly rules: () => RulesHere | null
  readonly fingerprint: () => string | null
  readonly changes: () => readonly {
    readonly at: string
    readonly settings: readonly string[]
    readonly problemCount: number
  }[]
}

export function policyHandlers(options: PolicyHandlerOptions): Handlers<typeof policyChannels> {
  const { policy, language } = options
  return {
    'policy.explain': () => {
      const rules = options.rules()
      return {
        sources: policy.sources.map(({ name, place }) => ({ name, place })),
        settings: policy.settings.map((each) => toView(each, rules, language())),
        problems: policy.problems.map((each) => ({ ...each })),
        changes: options.changes().map((each) => ({ ...each, settings: [...each.settings] })),
        fingerprint: options.fingerprint(),
      }
    },
    'policy.store': () => toNamedStore(policy, options.fileTokens),
  }
}

function toView(
  { name, value, source, isReplaced, isLocked, given }: ExplainedSetting,
  rules: RulesHere | null,
  language: Language,
): MachineSettingView {
  const setting = settingOf(name)
  const { title, explain } = setting[language]
  const ruleIn = (side: RulesHere['signed'] | undefined) =>
    setting.rule === undefined || side === undefined || !Object.hasOwn(side, setting.rule)
      ? null
      : JSON.stringify(side[setting.rule])
  return {
    ...{ name, group: setting.group, title, explain, value, source, isReplaced, isLocked },
    overrode: given.slice(1).map((each) => ({ source: each.source, given: each.given })),
    organization: ruleIn(rules?.signed),
    // Severities are floors beside the signed ones: both hold, and are not made one value.
    inForce: setting.kind === 'table' ? value : (ruleIn(rules?.inForce) ?? value),
  }
}

function toNamedStore({ values, settings }: MachinePolicy, tokens: FileTokens): NamedStore | null {
  const { SharedStore: place } = values
  if (place === undefined) return null
  const isLocked = settings.some((each) => each.name === 'SharedStore' && each.isLocked)
  const [, host = '', port = '5432', database = ''] =
    /^postgres:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d{1,5}))?\/(.+)$/.exec(place) ?? []
  return host === ''
    ? { kind: 'folder', folder: tokens.issue(place), path: place, isLocked }
    : { kind: 'database', host, port: Number(port), database, isLocked }
}
