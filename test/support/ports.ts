import { join } from 'node:path'
import { realMailWorld } from '../../main/mail-world.ts'
import { createMemoryClipboard } from '../../main/node-ports.ts'
import { type MachinePolicy, noMachinePolicy } from '../../main/policy/policy.ts'
import type { Clock, MailWorld, Ports } from '../../main/ports.ts'
import { makeFileDeviceKey } from './device-key.ts'
import { systemRandom } from './random.ts'

/** Lines that the core wrote for IT. */
export interface LogLine {
  readonly level: string
  readonly event: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** One PC's outside world in a folder of its own: data in data/, the keystore beside it. */
export function makeTestPorts(o: {
  readonly folder: string
  readonly clock: Clock
  readonly workstationName?: string
  readonly lines?: LogLine[]
  /** May change while the PC runs. */
  readonly addresses?: readonly string[]
  readonly resolvers?: readonly string[]
  readonly mailWorld?: MailWorld
  readonly builtAtMs?: number | null
  readonly machinePolicy?: MachinePolicy
}): Ports {
  const refuse = () => {
    throw new Error('this test has no engine process and no dialogs')
  }
  return {
    clock: o.clock,
    random: systemRandom,
    deviceKey: makeFileDeviceKey(o.folder),
    fileDialog: { chooseFile: refuse, chooseFolder: refuse, chooseSaveTarget: refuse },
    engineHost: { start: refuse },
    clipboard: createMemoryClipboard(),
    notifier: { show: () => undefined },
    printer: { toPdf: async () => Buffer.from('%PDF') },
    log: {
      write: (level, event, facts = {}) => void o.lines?.push({ level, event, facts }),
      recent: (count) => (o.lines ?? []).slice(-count).map((line) => JSON.stringify(line)),
    },
    dataFolder: join(o.folder, 'data'),
    localAddresses: () => o.addresses ?? ['192.0.2.10'],
    systemResolvers: () => o.resolvers ?? [],
    mailWorld: o.mailWorld ?? realMailWorld,
    workstationName: o.workstationName ?? 'PC-1',
    language: 'ja',
    version: '0.0.0-test',
    builtAtMs: o.builtAtMs ?? null,
    machinePolicy: o.machinePolicy ?? noMachinePolicy,
  }
}
