import type { KeyboardEvent } from 'react'

/** Whether a key means nothing by itself: an IME composes with it, or another key is held with it. */
export function isPartOfMore(event: KeyboardEvent): boolean {
  const { ctrlKey, altKey, metaKey, nativeEvent } = event
  // 229: what Chromium reports for the key that ends a composition.
  return ctrlKey || altKey || metaKey || nativeEvent.isComposing || nativeEvent.keyCode === 229
}
