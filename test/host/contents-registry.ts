import type { HostWebContents } from './web-contents.ts'

/** Every living webContents by the id of its target. Kept apart, so that nothing imports in a ring. */
const byTarget = new Map<string, HostWebContents>()

export function addContents(targetId: string, contents: HostWebContents): void {
  byTarget.set(targetId, contents)
}

export function removeContents(targetId: string): void {
  byTarget.delete(targetId)
}

export function contentsOf(targetId: string): HostWebContents | undefined {
  return byTarget.get(targetId)
}

export function allContents(): readonly HostWebContents[] {
  return [...byTarget.values()]
}
