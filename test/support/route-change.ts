import type { Page } from '@playwright/test'

/** How long each page of the navigation took to stand there after its key, in ms, as the page itself sees it. */
export async function routeChanges(page: Page, keys: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const key of keys) {
    const before = await page.locator('main h1').textContent()
    const waiting = page.evaluate(
      (old) =>
        new Promise<number>((resolve) => {
          let from = 0
          window.addEventListener('keydown', () => (from = performance.now()), {
            once: true,
            capture: true,
          })
          const look = () => {
            const title = document.querySelector('main h1')?.textContent
            if (from > 0 && title !== undefined && title !== old) resolve(performance.now() - from)
            else requestAnimationFrame(look)
          }
          look()
        }),
      before,
    )
    await page.keyboard.press(`Control+${key}`)
    times.push(Math.round(await waiting))
  }
  return times
}
