import type { Page } from '@playwright/test'

/** How long each page of the navigation took to stand there after its key, in ms, as the page itself sees it. */
export async function routeChanges(page: Page, keys: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const key of keys) {
    // Listens before the key comes; the answer is asked for afterwards.
    await page.evaluate(() => {
      const old = document.querySelector('main h1')?.textContent
      const changed = new Promise<number>((resolve) => {
        const begin = () => {
          const from = performance.now()
          const look = () => {
            const title = document.querySelector('main h1')?.textContent
            if (title !== undefined && title !== old) resolve(performance.now() - from)
            else requestAnimationFrame(look)
          }
          look()
        }
        // Before the page's own listeners, which may have drawn the next page when they return.
        const onKey = (event: KeyboardEvent) => {
          if (!/\d/.test(event.key)) return
          window.removeEventListener('keydown', onKey, { capture: true })
          begin()
        }
        window.addEventListener('keydown', onKey, { capture: true })
      })
      Reflect.set(window, 'routeChanged', changed)
    })
    await page.keyboard.press(`Control+${key}`)
    const took = await page.evaluate(async () => Number(await Reflect.get(window, 'routeChanged')))
    times.push(Math.round(took))
  }
  return times
}
