import { join } from 'node:path'
import type { DeviceKey, Random } from '../../main/ports.ts'
import type {
  CapabilityMigrations,
  Companions,
  KdfCost,
  NewMember,
  Vault,
} from '../../main/vault/vault.ts'
import { createVault, kdfFloor, makeWorkstation } from '../../main/vault/vault.ts'
import { makeClock } from './clock.ts'
import { makeFileDeviceKey } from './device-key.ts'
import { systemRandom } from './random.ts'

export const goodPassword = 'gozen reiji no densha'

/** The floor, unmeasured: as cheap as the product allows, so that tests stay quick. */
export const cheapestKdf = async (): Promise<KdfCost> => kdfFloor

export function makeTestVault(
  folder: string,
  options: {
    readonly deviceKey?: DeviceKey
    readonly random?: Random
    readonly migrations?: readonly CapabilityMigrations[]
    readonly companions?: Companions
  } = {},
): Vault {
  return createVault({
    ports: {
      clock: makeClock(),
      random: options.random ?? systemRandom,
      deviceKey: options.deviceKey ?? makeFileDeviceKey(folder),
      dataFolder: join(folder, 'data'),
    },
    migrations: options.migrations ?? [],
    ...(options.companions && { companions: options.companions }),
    calibrate: cheapestKdf,
  })
}

export function makeNewMember(id: string, password = goodPassword): NewMember {
  return {
    id,
    name: `${id} さん`,
    password,
    secrets: { signingSeed: systemRandom.bytes(32), sealingSecret: systemRandom.bytes(32) },
  }
}

export async function createFilled(vault: Vault, member: NewMember): Promise<void> {
  await vault.create({
    member,
    workstation: makeWorkstation('PC-1', systemRandom),
    prepare: async () => undefined,
  })
}
