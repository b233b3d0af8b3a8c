import type { vaultProblems } from '../../../../preload/problem/vault.ts'

export const vault: Record<keyof typeof vaultProblems, string> = {
  'vault.locked': 'The vault is locked. Enter your password to open it.',
  'vault.wrong-password': 'That password is not right. Please try again.',
  'vault.damaged':
    'The vault file {file} cannot be read. Nothing in it has been changed. Ask your IT department to restore it from a backup.',
  'vault.newer':
    'A newer Sekisho has written this vault (data {found}, this program {known}). Nothing has been changed. Please update Sekisho.',
  'vault.kdf-below-floor':
    'The protection of the password has been altered to less than Sekisho allows. For your safety the vault stays closed. Contact your IT department.',
  'vault.keystore-unavailable':
    'This computer’s key storage is not working. Your data is still there. Restart the computer; if that does not help, contact your IT department.',
  'vault.other-workstation':
    'This vault belongs to another computer or another Windows user. Your data is still there. Open it on its own computer, or let this computer join the organization as a new workstation.',
  'vault.network-folder':
    'The folder {folder} is on a network or is synchronised, which can damage the vault. Choose a folder on this computer.',
  'vault.exists':
    'There already is a vault, or a key of this member, on this computer. No new one has been made.',
  'vault.backup-damaged':
    'This file is no whole Sekisho backup, or belongs to another vault. Nothing has been replaced. Choose another backup.',
  'vault.in-use':
    'The vault is still in use, for example by a mailing that is being sent. Wait until that is over and try again.',
  'vault.no-recovery-group':
    'This vault has no recovery group, so it opens only with a password on its own computer. An administrator can set one up for the organization.',
  'vault.recovery-shares-missing':
    'Recovery takes {needed} different recovery sheets; so far there are {found}. Ask another keeper for theirs.',
  'vault.recovery-shares-wrong':
    'These recovery sheets do not fit together. Check that each is of this organization’s present recovery group and that every word is right.',
  'vault.self-test-failed':
    'The start-up test of {primitive} has failed. Nothing has been opened. Install Sekisho again, or contact your IT department.',
}
