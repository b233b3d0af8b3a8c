import { randomFillSync } from 'node:crypto'
import { hostname } from 'node:os'
import { app, ClipboardItem, clipboard, safeStorage } from 'electron'
import { localAddresses } from '../local-addresses.ts'
import { realMailWorld } from '../mail-world.ts'
import type { MachinePolicy } from '../policy/policy.ts'
import type { Clock, Ports, Random } from '../ports.ts'
import { systemResolvers } from '../system-resolvers.ts'
import { createClipboard } from './clipboard.ts'
import { createDeviceKey } from './device-key.ts'
import { createEngineHost } from './engine-host.ts'
import { createFileDialog } from './file-dialog.ts'
import { createLogFile } from './log-file.ts'
import { createNotifier } from './notifier.ts'
import { createPrinter } from './printer.ts'

const clock: Clock = { now: () => Date.now() }
/** Not V8's own small arrays: its collector moves those, and leaves copies of a secret behind. */
const random: Random = {
  bytes: (count) => randomFillSync(new Uint8Array(new ArrayBuffer(count))),
}

/** The day of the build, put in by build/main.vite.ts. */
declare const BUILT_ON: string

/** The outside world as Electron offers it. */
export function createPorts(
  dataFolder: string,
  engineModule: URL,
  machinePolicy: MachinePolicy,
): Ports {
  const { AllowBasicText = false, LogLevel, LogDays } = machinePolicy.values
  const log = createLogFile(dataFolder, clock, LogLevel, LogDays)
  return {
    clock,
    random,
    deviceKey: createDeviceKey({
      dataFolder,
      log,
      keystore: safeStorage,
      platform: process.platform,
      isPackaged: app.isPackaged,
      allowsPlainText: AllowBasicText,
    }),
    fileDialog: createFileDialog(),
    engineHost: createEngineHost(engineModule),
    clipboard: createClipboard({
      system: clipboard,
      Item: ClipboardItem,
      platform: process.platform,
    }),
    printer: createPrinter(),
    notifier: createNotifier(),
    log,
    dataFolder,
    localAddresses,
    systemResolvers,
    mailWorld: realMailWorld,
    workstationName: hostname(),
    language: app.getPreferredSystemLanguages()[0]?.startsWith('ja') === true ? 'ja' : 'en',
    version: app.getVersion(),
    builtAtMs: Date.parse(BUILT_ON),
    machinePolicy,
  }
}
