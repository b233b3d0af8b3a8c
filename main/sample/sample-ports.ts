import { join } from 'node:path'
import { type MachinePolicy, noMachinePolicy } from '../policy/policy.ts'
import type { Clock, DeviceKey, Ports } from '../ports.ts'

/**
 * The outside world as the sample sees it: a folder and a clock of its own, a keystore that forgets, no
 * name server, and of what IT has laid down only what concerns this screen.
 */
export function samplePorts(
  ports: Ports,
  {
    folder,
    clock,
    language,
  }: { readonly folder: string; readonly clock: Clock; readonly language: Ports['language'] },
): Ports {
  return {
    ...ports,
    clock,
    language,
    isSample: true,
    dataFolder: join(folder, 'data'),
    workstationName: language === 'ja' ? '見本の端末' : 'Sample PC',
    deviceKey: createForgettingKey(),
    fileDialog: { ...ports.fileDialog, chooseFolder: async () => join(folder, 'store') },
    systemResolvers: () => [],
    builtAtMs: null,
    machinePolicy: forThisScreen(ports.machinePolicy),
    log: {
      ...ports.log,
      write: (level, event, facts) => ports.log.write(level, event, { ...facts, sample: 1 }),
    },
  }
}

/** In memory only: with the process goes the only way into the sample's vault. */
function createForgettingKey(): DeviceKey {
  let kept: Uint8Array | null = null
  return {
    // A copy: whoever reads it wipes it.
    read: async () => (kept === null ? null : Uint8Array.from(kept)),
    async write(secret) {
      kept = Uint8Array.from(secret)
    },
    async setAside() {
      kept = null
    },
  }
}

/** An organization, store or relay that IT has fixed is the real one's. */
function forThisScreen({ values }: MachinePolicy): MachinePolicy {
  const { PreventCopy, PreventPrinting } = values
  return {
    ...noMachinePolicy,
    values: {
      ...noMachinePolicy.values,
      ...(PreventCopy === undefined ? {} : { PreventCopy }),
      ...(PreventPrinting === undefined ? {} : { PreventPrinting }),
    },
  }
}
