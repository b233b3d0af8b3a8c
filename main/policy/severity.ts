import type { MachineValues } from './machine-policy.ts'
import { everyCheck } from './settings-table.ts'

/** How serious the findings of a check are at least on this machine; null: it does not say. */
export function severityFloor(
  { CheckSeverities: floors = {} }: MachineValues,
  check: string,
): 'warning' | 'stop' | null {
  const of = (name: string) => (Object.hasOwn(floors, name) ? (floors[name] ?? null) : null)
  return of(check) ?? of(everyCheck)
}
