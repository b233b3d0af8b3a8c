import { setFuses } from './fuses.ts'
import { writeInventory } from './inventory.ts'

/** Called by electron-builder between packing and signing. */
export async function afterPack({ appOutDir }: { readonly appOutDir: string }): Promise<void> {
  writeInventory(appOutDir)
  await setFuses(appOutDir)
}
