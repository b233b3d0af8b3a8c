export const vaultProblems = {
  'vault.locked': [],
  'vault.wrong-password': [],
  'vault.damaged': ['file'],
  'vault.newer': ['found', 'known'],
  'vault.kdf-below-floor': [],
  'vault.keystore-unavailable': [],
  'vault.network-folder': ['folder'],
  'vault.exists': [],
  'vault.other-workstation': [],
  'vault.recovery-shares-missing': ['needed', 'found'],
  'vault.recovery-shares-wrong': [],
  'vault.self-test-failed': ['primitive'],
} as const
