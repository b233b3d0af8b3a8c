import { useEffect, useEffectEvent } from 'react'

/** A key with Ctrl, or F1 alone, as KeyboardEvent.key names it in lower case. Never while an IME composes. */
export function useShortcut(onKey: (key: string) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const isHelp = event.key === 'F1' && !event.ctrlKey
    // 229: what Chromium reports for the key that ends a composition.
    const isComposing = event.isComposing || event.keyCode === 229
    if ((!event.ctrlKey && !isHelp) || event.altKey || event.metaKey || isComposing) {
      return
    }
    if (onKey(event.key.toLowerCase())) {
      event.preventDefault()
    }
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
