import { fork } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail } from '../preload/problem.ts'
import { localAddresses } from './local-addresses.ts'
import { realMailWorld } from './mail-world.ts'
import { type MachinePolicy, noMachinePolicy } from './policy/policy.ts'
import type { Clipboard, EngineHost, FileDialog, Log, MailWorld, Ports } from './ports.ts'

export interface NodePortsOptions {
  readonly dataFolder: string
  readonly fileDialog: FileDialog
  readonly workstationName?: string
  readonly language?: 'ja' | 'en'
  readonly version: string
  readonly log?: Log
  readonly machinePolicy?: MachinePolicy
  readonly systemResolvers?: Ports['systemResolvers']
  readonly mailWorld?: MailWorld
}

/** The ports of a plain Node process: the demo and the tests run the whole core on them. */
export function createNodePorts(options: NodePortsOptions): Ports {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 })
  return {
    clock: { now: () => Date.now() },
    // Not V8's own small arrays: its collector moves those, and leaves copies of a secret behind.
    random: { bytes: (count) => randomFillSync(new Uint8Array(new ArrayBuffer(count))) },
    deviceKey: createKeyFile(options.dataFolder),
    fileDialog: options.fileDialog,
    engineHost: nodeEngineHost,
    clipboard: createMemoryClipboard(),
    notifier: { show: () => undefined },
    printer: { toPdf: async () => fail('approval.report-not-printed', {}) },
    log: options.log ?? silentLog,
    dataFolder: options.dataFolder,
    localAddresses,
    // The demo and the tests ask no name server of the machine they run on.
    systemResolvers: options.systemResolvers ?? (() => []),
    mailWorld: options.mailWorld ?? realMailWorld,
    workstationName: options.workstationName ?? hostname(),
    language: options.language ?? 'ja',
    version: options.version,
    builtAtMs: null,
    machinePolicy: options.machinePolicy ?? noMachinePolicy,
  }
}

/** The workstation secret as a file that only its owner reads: development and tests, no keystore. */
function createKeyFile(dataFolder: string): Ports['deviceKey'] {
  const file = join(dataFolder, 'device.key')
  return {
    read: async () => (existsSync(file) ? readFileSync(file) : null),
    async write(secret) {
      writeFileSync(file, secret, { mode: 0o600 })
      chmodSync(file, 0o600)
    },
    setAside: async (token) => {
      if (existsSync(file)) renameSync(file, `${file}.kept-${token}`)
    },
  }
}

const nodeEngineHost: EngineHost = {
  start() {
    const entry = fileURLToPath(new URL('./sending/engine-process.ts', import.meta.url))
    const child = fork(entry, [], { serialization: 'advanced', execArgv: [] })
    return {
      // To an engine that has just died: its exit says so, and nothing else has to.
      post: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', (code) => listener(code ?? 1)),
      kill: () => void child.kill('SIGKILL'),
    }
  },
}

/** A clipboard that no other program sees. */
export function createMemoryClipboard(): Clipboard {
  let held = ''
  return {
    write: async (text) => {
      held = text
    },
    read: async () => held,
    clear: () => {
      held = ''
    },
  }
}

const silentLog: Log = { write: () => undefined }
