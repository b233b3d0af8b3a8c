import type { keepers as ja } from '../ja/keepers.ts'

export const keepers = {
  'keepers.choice': 'Who keeps the recovery sheet',
  'keepers.choice-hint':
    'The paper for the day a password or a PC is lost. You can change this later.',
  'keepers.choice-one': 'I keep one sheet myself (small office)',
  'keepers.choice-three': 'Three people keep one each, and any two are enough',
  'keepers.choice-other': 'Another number',
  'keepers.count': 'People who keep one',
  'keepers.threshold': 'Sheets it takes',
  'keepers.sheet-title': 'Recovery sheet {number} of {count}',
  'keepers.sheet-recovery': 'The key that recovers data (25 words)',
  'keepers.sheet-warning':
    'Any {threshold} of the {count} sheets can act for the organization. Show it to nobody and do not photograph it.',
  'keepers.sheet-kept': 'I have printed it and handed it to its keeper',
  'keepers.read-back-intro':
    'Let us make sure that the sheet is at hand and right. Read the words from the printed sheet.',
  'keepers.file-save': 'Save as a file too…',
  'keepers.file-title': 'Save recovery sheet {number} as a file',
  'keepers.file-intro':
    'Its keeper encrypts it with a passphrase of their own. Save it where it can be taken away from this PC, such as a USB stick. The passphrase has at least {lengthMin} characters.',
  'keepers.file-act': 'Choose a place and save',
  'keepers.file-saved': 'Saved, opened again and found right: {path}',
  'keepers.file-proven': 'The file of this sheet has proved right: {path}',
  'keepers.passphrase': 'Passphrase',
  'keepers.passphrase-again': 'Passphrase, once more',
  'keepers.step-sheets': 'Recovery sheets',
  'keepers.proof-sheet': 'Words of recovery sheet no. {position}',
  'keepers.proof-hint-root':
    'Words 1 to 24 in their order, with spaces between them. All 49 will do too.',
  'keepers.proof-hint-recovery':
    'Words 25 to 49 in their order, with spaces between them. If there is no other administrator, type all 49.',
  'keepers.proof-hint-whole': 'All 49 words in their order, with spaces between them.',
  'keepers.proof-choose': 'Use a file…',
  'keepers.proof-words': 'Type the words instead',
  'keepers.proof-file': 'Sheet no. {position}: {name}',
  'keepers.sheet-more': 'One more sheet',
  'keepers.sheet-less': 'One sheet less',
  'keepers.who': 'Your name',
  'keepers.forgotten': 'Forgotten your password?',
  'keepers.forgotten-title': 'Forgotten password',
  'keepers.forgotten-none':
    'The vault of this PC has no recovery key. If the password does not come back to you, ask an administrator to admit you anew on another PC, and do not delete the data of this one.',
  'keepers.forgotten-intro':
    'Recovery sheets needed to open the vault of this PC: {threshold}. Then you choose a new password and set up your authenticator again. All data stays as it is.',
  'keepers.forgotten-password': 'Choose a new password. From now on it opens the data of this PC.',
  'keepers.forgotten-act': 'Use the new password',
  'keepers.forgotten-done':
    'The new password is set. Your key for signing is new too, so an administrator has to admit it: these words have to be the same under Administration > Members on their screen.',
  'keepers.takeover':
    'Every administrator’s PC is lost? Take the organization back with its sheets',
  'keepers.takeover-title': 'Take the organization back',
  'keepers.takeover-sheets':
    'Enter as many recovery sheets as it takes. Whether they belong to the organization is checked for you.',
  'keepers.takeover-password':
    'Found “{organization}”. Say who becomes its administrator, and choose a new password.',
  'keepers.takeover-after':
    'This person alone will be the administrator, and their other PCs are revoked. Other administrators can be put back under Organization key.',
  'keepers.takeover-act': 'Take the organization back',
  'keepers.rotation': 'Change keepers…',
  'keepers.rotation-title': 'Change who keeps the recovery sheets',
  'keepers.rotation-intro':
    'Makes new recovery sheets with new keys. The former sheets sign nothing any more, and open only data that was sealed before.',
  'keepers.rotation-sign':
    'Last of all the former sheets sign: {threshold} of them. Nothing changes before that.',
  'keepers.rotation-act': 'Switch to the new sheets',
  'members.admit-recovery-title': 'Admit new keys of {name}',
  'members.admit-recovery-body':
    '{name} forgot the password and came back with recovery sheets on the PC “{workstation}”. The new key takes the place of the former one, which stops working. The role of an administrator does not come with it.',
} satisfies Record<keyof typeof ja, string>
