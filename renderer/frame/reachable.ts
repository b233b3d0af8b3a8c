import { useEffect } from 'react'

/**
 * An open dialog hides the window behind it from screen readers and gives it back when it has closed.
 * When the window locks in the middle of that, the dialog goes without giving back, and the login
 * page would be there for the eye alone: so whatever no dialog hides is given back here.
 */
export function useReachable(isEntrance: boolean): void {
  useEffect(() => {
    if (!isEntrance) {
      return
    }
    const giveBack = () => {
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) {
        return
      }
      let each: Element | null = document.querySelector('main')
      while (each !== null) {
        each.removeAttribute('aria-hidden')
        each = each.parentElement
      }
    }
    giveBack()
    const observer = new MutationObserver(giveBack)
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['aria-hidden'],
    })
    return () => observer.disconnect()
  }, [isEntrance])
}
