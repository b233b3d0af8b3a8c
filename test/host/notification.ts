import { EventEmitter } from 'node:events'
import { type Members, strict } from './strict.ts'

/** Nothing shows them here; a test reads what would stand there. */
const shown: { readonly title: string; readonly body: string }[] = []

export class Notification extends EventEmitter implements Members<Electron.Notification> {
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
    // biome-ignore lint/correctness/noConstructorReturn: every holder must see the same strict object
    return strict('Notification', this)
  }

  static isSupported(): boolean {
    return true
  }

  static shown(): typeof shown {
    return shown
  }

  show(): void {
    shown.push({ title: this.title, body: this.body })
  }

  close(): void {}
}
