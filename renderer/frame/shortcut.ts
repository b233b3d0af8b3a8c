import { useEffect, useEffectEvent } from 'react'

/** A key with Ctrl, as KeyboardEvent.key names it in lower case. Never while an IME composes. */
export function useShortcut(onKey: (key: string) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
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
