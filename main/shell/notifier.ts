import { BrowserWindow, Notification } from 'electron'
import type { Notifier } from '../ports.ts'

/** The system's own notifications. A click brings the window to the front. */
export function createNotifier(): Notifier {
  return {
    show({ title, body }) {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', () => {
        const window = BrowserWindow.getAllWindows().find((each) => each.isVisible())
        window?.show()
        window?.focus()
      })
      notification.show()
    },
  }
}
