import { app } from 'electron'
import type { Core } from '../core.ts'

/** The vault is closed before the process ends. */
export function closeBeforeQuit(core: Pick<Core, 'close'>): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void core.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
