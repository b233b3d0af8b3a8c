import { url as inspectorUrl } from 'node:inspector'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import electronPackage from 'electron/package.json' with { type: 'json' }
import { announceTraffic } from '../support/announced-traffic.ts'
import { app } from './app.ts'
import { startBrowser } from './browser.ts'
import { readCommandLine } from './cli.ts'
import { hasEnded } from './lifecycle.ts'
import { keepPicture } from './picture.ts'

/**
 * What Electron does between its start and `ready`: preloaded modules (-r, which is how Playwright
 * comes in), the application's package.json, its main module, then Chromium.
 */
const given = process.argv.slice(2)
const inspected = inspectorUrl()
if (inspected !== undefined) announceTraffic('127.0.0.1', new URL(inspected).port, 'inspector')
const { modules, application, switches } = readCommandLine(given)

Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'defaultApp', { value: true })
Object.defineProperty(process.versions, 'electron', {
  value: electronPackage.version,
  enumerable: true,
})
process.argv = [join(import.meta.dirname, 'bin/electron'), ...given]
for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)

app.setName(application.name)
app.version = application.version
app.appPath = application.folder

const require = createRequire(join(process.cwd(), 'electron.js'))
for (const module of modules) require(resolve(module))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

await import(pathToFileURL(application.main).href)
if (!hasEnded()) {
  const { cdp, address } = await startBrowser(app.commandLine.toArguments())
  cdp.onClose(() => {
    if (!hasEnded()) process.exit(1)
  })
  if (given.some((argument) => argument.startsWith('--remote-debugging-port')))
    process.stderr.write(`\nDevTools listening on ${address}\n`)
  app.becomeReady()
  const picture = process.env.HOST_PICTURE
  if (picture !== undefined) keepPicture(picture)
}
