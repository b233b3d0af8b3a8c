import { app } from 'electron'
import { machineSources, trialSources } from '../machine-sources.ts'
import {
  explainAsJson,
  explainAsText,
  type MachinePolicy,
  readMachinePolicy,
} from '../policy/policy.ts'

/**
 * `--policy-explain`, for IT: writes what is in force on this machine and where it comes from, without
 * a window and without the vault, and ends the program. `--json` for programs. False when nobody asks.
 */
export function endExplaining(policy: MachinePolicy): boolean {
  const explained = explainedPolicy(process.argv, policy, languageOf(policy))
  if (explained === null) return false
  process.stdout.write(explained.text, () => app.exit(explained.exitCode))
  return true
}

const flag = '--policy-file='

/** Of the system; from the source folder, another file can be named in its place, to see what it does. */
export function policyOfMachine(argv: readonly string[], isPackaged: boolean): MachinePolicy {
  const named = argv.find((each) => each.startsWith(flag))?.slice(flag.length)
  const isTrial = !isPackaged && named !== undefined
  return readMachinePolicy(isTrial ? trialSources(named) : machineSources())
}

function languageOf({ values }: MachinePolicy): 'ja' | 'en' {
  const { locale } = Intl.DateTimeFormat().resolvedOptions()
  return values.Language ?? (locale.startsWith('ja') ? 'ja' : 'en')
}

/** The exit code is 2 while there are problems. */
export function explainedPolicy(
  argv: readonly string[],
  policy: MachinePolicy,
  language: 'ja' | 'en',
): { readonly text: string; readonly exitCode: number } | null {
  if (!argv.includes('--policy-explain')) return null
  const text = argv.includes('--json') ? explainAsJson(policy) : explainAsText(policy, language)
  return { text, exitCode: policy.problems.length === 0 ? 0 : 2 }
}
