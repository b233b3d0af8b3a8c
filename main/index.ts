import { app, dialog } from 'electron'
import { alteredNativeModules } from './shell/native-modules.ts'
import { refusedStart } from './shell/start-lock.ts'

/**
 * Composition root: the core, which knows nothing of Electron, in the shell, which knows no mail. Both come only after
 * the start was judged: what they import loads native modules, which switches and environment can exchange.
 */
const out = new URL('.', import.meta.url)
const { isPackaged } = app

const refused = refusedStart({ argv: process.argv.slice(1), env: process.env, isPackaged })
const altered =
  refused.length > 0
    ? []
    : alteredNativeModules({
        manifest: new URL('./native-modules.json', out),
        application: new URL('../../', out),
        isPackaged,
      })

if (refused.length > 0) end(`Sekisho does not start with ${refused.join(', ')}.`)
else if (altered.length > 0) {
  const files = altered.join(', ')
  dialog.showErrorBox(
    '関所 Sekisho',
    `プログラムのファイルが改変されているため、起動しません（${files}）。情報システム部門に連絡してください。\n\nFiles of the program were altered, so it does not start (${files}). Tell your IT department.`,
  )
  end(`Sekisho does not start: ${files} differs from what was installed.`)
} else {
  const [{ createCore }, { createFront }, { runApp }] = await Promise.all([
    import('./core.ts'),
    import('./sample/sample.ts'),
    import('./shell/app.ts'),
  ])
  runApp({ createCore: (ports) => createFront(ports, createCore), out })
}

function end(reason: string): void {
  process.stderr.write(`${reason}\n`)
  app.exit(1)
}
