import { useEffect, useState } from 'react'
import type { CopiedKind } from '../preload/contract/app.ts'
import type { Problem } from '../preload/problem.ts'
import { call, problemOf } from './ipc.ts'

/** Puts a text into the clipboard, by way of the core, which logs and clears it. Returns what went wrong. */
export function copy(text: string, kind: CopiedKind): Promise<Problem | null> {
  return call('clipboard.copy', { text, kind }).then(() => null, problemOf)
}

/**
 * Whatever is shown and selected goes to the clipboard by way of the core; where IT forbids it, nothing does. What a
 * person writes in a field is theirs and is copied and cut as everywhere. Returns what went wrong at the last time.
 */
export function useCopying(isPrevented: boolean): Problem | null {
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => (isPrevented ? preventCopying() : copySelections(setProblem)), [isPrevented])
  return problem
}

function copySelections(told: (problem: Problem | null) => void): () => void {
  function onCopy(event: ClipboardEvent) {
    if (event.defaultPrevented || isWritten(event.target)) return
    event.preventDefault()
    const text = selectedText(event.target)
    if (text !== '') void copy(text, 'shown').then(told)
  }
  document.addEventListener('copy', onCopy)
  return () => document.removeEventListener('copy', onCopy)
}

function preventCopying(): () => void {
  const prevent = (event: Event) => event.preventDefault()
  const kinds = ['copy', 'cut', 'dragstart'] as const
  for (const kind of kinds) document.addEventListener(kind, prevent, { capture: true })
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, prevent, { capture: true })
  }
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

function isWritten(target: EventTarget | null): boolean {
  if (isField(target)) return !target.readOnly
  return target instanceof HTMLElement && target.isContentEditable
}

/** What is selected: in a field that is only read, or on the page. */
export function selectedText(target: EventTarget | null): string {
  return isField(target)
    ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
    : (getSelection()?.toString() ?? '')
}
