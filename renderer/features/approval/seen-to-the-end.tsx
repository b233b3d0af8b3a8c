import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from 'react'

const lookMs = 250
/** In view for so many looks in a row: content that only passes by was not seen. */
const looksMin = 2
const roundingPx = 8

/**
 * Says when the end of what is in here has been in view, and nothing of it was still on its way. What
 * stands in a frame of its own, such as a rendered message, runs no script that could tell how far it
 * was scrolled: the core answers for having rendered it.
 */
export function SeenToTheEnd(props: {
  className: string
  /** Starts anew with every item. */
  item: string
  onSeen: (item: string) => void
  label: string
  children: ReactNode
}) {
  const box = useRef<HTMLElement>(null)
  useEndInView(box, props.item, () => props.onSeen(props.item))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={box} className={props.className} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  )
}

function useEndInView(box: RefObject<HTMLElement | null>, item: string, onSeen: () => void) {
  const seen = useEffectEvent(onSeen)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item is another end
  useEffect(() => {
    let looks = 0
    if (box.current !== null) box.current.scrollTop = 0
    const timer = setInterval(() => {
      looks = isEndInView(box.current) ? looks + 1 : 0
      if (looks < looksMin) return
      clearInterval(timer)
      seen()
    }, lookMs)
    return () => clearInterval(timer)
  }, [box, item])
}

function isEndInView(box: HTMLElement | null): boolean {
  if (box === null || document.visibilityState !== 'visible') return false
  if (box.childElementCount === 0 || box.querySelector('.fui-Skeleton, [aria-busy=true]') !== null)
    return false
  return box.scrollHeight - box.scrollTop - box.clientHeight <= roundingPx
}
