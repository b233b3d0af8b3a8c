import type { BaseWindow } from 'electron'
import { app, Menu, Tray } from 'electron'
import type { Language } from '../../preload/contract/app.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { Core } from '../core.ts'

const words = {
  ja: {
    tip: (done: string, total: string) => `関所：送信中 ${done} / ${total}件`,
    show: '関所を表示する',
  },
  en: {
    tip: (done: string, total: string) => `Sekisho: sending ${done} of ${total} mails`,
    show: 'Show Sekisho',
  },
} as const

/** Figures only, as beside every notification: the notification area is for whoever looks on. */
export function tipOf(running: readonly ReleaseProgress[], language: Language): string {
  const say = (count: number) => count.toLocaleString(language === 'ja' ? 'ja-JP' : 'en-GB')
  const total = running.reduce((sum, { recipientCount }) => sum + recipientCount, 0)
  const left = running.reduce((sum, { counts }) => sum + counts.waiting + counts.deferred, 0)
  return words[language].tip(say(total - left), say(total))
}

type ShownWindow = Pick<BaseWindow, 'show' | 'focus' | 'on'>

/** In the notification area while this PC sends, and at no other time: how far it is, and the way back. */
export function showWhileSending(
  core: Pick<Core, 'subscribe'>,
  window: ShownWindow,
  language: () => Language,
): void {
  const running = new Map<string, ReleaseProgress>()
  let tray: Tray | null = null
  let isComing = false
  const end = () => {
    tray?.destroy()
    tray = null
  }
  const show = () => {
    window.show()
    window.focus()
  }
  const begin = async () => {
    isComing = true
    const icon = await app.getFileIcon(process.execPath, { size: 'small' })
    isComing = false
    if (running.size === 0) return
    tray = new Tray(icon)
    tray.setContextMenu(Menu.buildFromTemplate([{ label: words[language()].show, click: show }]))
    tray.on('click', show)
    tray.setToolTip(tipOf([...running.values()], language()))
  }
  const unsubscribe = core.subscribe((...[name, payload]) => {
    if (name !== 'releases.progress') return
    if (payload.phase === 'starting' || payload.phase === 'running')
      running.set(payload.request, payload)
    else running.delete(payload.request)
    if (running.size === 0) end()
    else if (tray !== null) tray.setToolTip(tipOf([...running.values()], language()))
    // Without an icon there is the taskbar, which shows as much.
    else if (!isComing) void begin().catch(() => undefined)
  })
  window.on('closed', () => {
    unsubscribe()
    end()
  })
}
