import { EventEmitter } from 'node:events'
import { type Members, strict } from './strict.ts'

/** Icons in the notification area, in memory: no test looks at a pixel of them. */
const shown = new Set<HostTray>()

class HostTray extends EventEmitter implements Members<Electron.Tray> {
  tip = ''

  constructor() {
    super()
    shown.add(this)
  }

  /** What every icon says now; the host's own, for tests. */
  static tips(): string[] {
    return [...shown].map(({ tip }) => tip)
  }

  setToolTip(tip: string): void {
    this.tip = tip
  }

  setContextMenu(): void {}

  destroy(): void {
    shown.delete(this)
  }

  isDestroyed(): boolean {
    return !shown.has(this)
  }
}

export const Tray = strict('Tray', HostTray)
