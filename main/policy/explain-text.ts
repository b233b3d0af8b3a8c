import type { Language } from '../../preload/contract/app.ts'
import type { ExplainedSetting, MachinePolicy, PolicyProblem } from './machine-policy.ts'
import { titleOf } from './machine-policy.ts'

const words = {
  ja: {
    'group-policy': 'グループポリシー',
    'policy-file': 'ポリシーファイル',
    installer: 'インストーラー',
    none: '指定なし',
    locked: '固定',
    preset: '初期値',
    replaced: '読み取れない値のため、最も厳しい値が有効',
    overrode: '無効になった指定',
    sources: '読み取り元',
    nothing: 'この端末のポリシーはありません。',
    problems: '問題（解決するまで、この端末からは配信も書き出しもできません）',
    unreadable: '読み取れません',
    missing: 'ファイルがありません',
    malformed: '形式が正しくありません',
    unprotected: '管理者でなくても変更できるため、使いません',
    'unknown-setting': '知らない設定です',
    'malformed-value': '値が正しくないため、最も厳しい値を使います',
  },
  en: {
    'group-policy': 'group policy',
    'policy-file': 'policy file',
    installer: 'installer',
    none: 'not set',
    locked: 'fixed',
    preset: 'preset',
    replaced: 'cannot be read, so the strictest value counts',
    overrode: 'overrode',
    sources: 'Read from',
    nothing: 'There are no policies for this machine.',
    problems: 'Problems (until they are solved, nothing is released or exported on this PC)',
    unreadable: 'cannot be read',
    missing: 'the file is not there',
    malformed: 'is not in the right form',
    unprotected: 'can be changed without administrator rights, and is not used',
    'unknown-setting': 'is no setting that this version knows',
    'malformed-value': 'has a value that cannot be, so the strictest counts',
  },
} as const

/** The effective policy for a person in a console. */
export function explainAsText(policy: MachinePolicy, language: Language): string {
  const say = words[language]
  const sources = policy.sources.map(({ name, place }) => `  ${say[name]}: ${place}`)
  const given = policy.settings.map((each) => settingLines(each, language))
  const problems = policy.problems.map((each) => `  ${problemLine(each, language)}`)
  return [
    `${say.sources}:`,
    ...(sources.length === 0 ? [`  ${say.nothing}`] : sources),
    '',
    ...given.flat(),
    ...(problems.length === 0 ? [] : ['', `${say.problems}:`, ...problems]),
    '',
  ].join('\n')
}

function settingLines(
  { name, value, source, isReplaced, isLocked, given }: ExplainedSetting,
  language: Language,
): string[] {
  const say = words[language]
  const title = `${name} (${titleOf(name, language)})`
  if (source === null) return [`${title}: ${say.none}`]
  const state = isLocked ? say.locked : say.preset
  return [
    `${title}: ${value ?? '-'}  [${say[source]}, ${state}]`,
    ...(isReplaced ? [`    ${say.replaced}: ${given[0]?.given ?? ''}`] : []),
    ...given.slice(1).map((each) => `    ${say.overrode}: ${each.given}  [${say[each.source]}]`),
  ]
}

export function problemLine(problem: PolicyProblem, language: Language): string {
  const say = words[language]
  const what = problem.setting === '' ? say[problem.source] : problem.setting
  return `${what}: ${say[problem.kind]} (${problem.place})`
}

/** The same for a program: settings, sources and problems. */
export function explainAsJson(policy: MachinePolicy): string {
  const { sources, settings, problems } = policy
  const toValue = (json: string | null): unknown => (json === null ? null : JSON.parse(json))
  const shown = settings.map(({ value, ...rest }) => ({ ...rest, value: toValue(value) }))
  return `${JSON.stringify({ v: 1, sources, settings: shown, problems }, null, 2)}\n`
}
