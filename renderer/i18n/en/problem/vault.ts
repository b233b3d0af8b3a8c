import type { vaultProblems } from '../../../../preload/problem/vault.ts'

export const vault: Record<keyof typeof vaultProblems, string> = {
  'vault.locked': 'vault.locked ',
  'vault.wrong-password': 'vault.wrong-password ',
  'vault.damaged': 'vault.damaged {file}',
  'vault.newer': 'vault.newer {found} {known}',
  'vault.kdf-below-floor': 'vault.kdf-below-floor ',
  'vault.keystore-unavailable': 'vault.keystore-unavailable ',
  'vault.network-folder': 'vault.network-folder {folder}',
  'vault.exists': 'vault.exists ',
}
