import type { workstations as ja } from '../ja/workstations.ts'

export const workstations = {
  'second-pc.door': 'Use as my second PC',
  'second-pc.door-body': 'You are a member already and want to work here with the same rights.',
  'second-pc.step-compare': 'Receive your keys',
  'second-pc.step-authenticator': 'Confirm it is you',
  'second-pc.folder-intro': 'Choose the same shared store as on the PC you use now.',
  'second-pc.password-intro':
    'This password encrypts the data and your keys on this PC. It may differ from that of your other PC.',
  'second-pc.compare-intro':
    'On the PC you use now, open Display settings, choose “Give my keys to another PC…”, and type this code.',
  'second-pc.code': 'Transfer code',
  'second-pc.words': 'Words to compare',
  'second-pc.words-hint':
    'Give the keys over there only when that PC shows the same eight words in the same order.',
  'second-pc.organization': 'Fingerprint of “{organization}”',
  'second-pc.waiting': 'Waiting for your keys. Please keep this window open.',
  'second-pc.received': 'The keys of {name} have arrived.',
  'second-pc.authenticator-intro':
    'Confirm that you are {name} with a code of the authenticator you already use. If the name is another, do not go on: begin again.',
  'second-pc.act': 'Set up this PC',
  'second-pc.own': 'Give my keys to another PC…',
  'second-pc.title': 'Give your keys to another PC',
  'second-pc.intro': 'On the new PC choose “Use as my second PC”, and type the code that it shows.',
  'second-pc.look': 'Look up the code',
  'second-pc.look-hint': 'Eight characters; capitals do not matter.',
  'second-pc.give-intro':
    'Compare these with the screen of the new PC. If a single one differs, do not give your keys: somebody has come between.',
  'second-pc.compared': 'All eight words agree, in this order',
  'second-pc.give': 'Give my keys',
  'second-pc.given': 'Your keys are on their way',
  'second-pc.given-body':
    'Enter a code on the new PC. Once an administrator has admitted it, you can work on both.',
  'workstations.title': 'PCs of the organization',
  'workstations.body':
    'Take a PC that was lost or is not needed any more out of use. The rights of its members and their other PCs stay as they are.',
  'workstations.name': 'PC',
  'workstations.members': 'Used by',
  'workstations.nobody': 'Nobody',
  'workstations.signed-at': 'Last record',
  'workstations.never': 'None',
  'workstations.status': 'State',
  'workstations.status-active': 'In use',
  'workstations.status-revoked': 'Out of use',
  'workstations.this': 'This PC',
  'workstations.revoke': 'Take out of use…',
  'workstations.revoke-title': 'Take “{name}” out of use',
  'workstations.revoke-note':
    'Nobody can log in on this PC any more, and nothing that it signs counts. Its members go on working on their other PCs.',
  'workstations.revoke-keys':
    'If somebody may know the keys in it (the password too is in wrong hands), revoke the key of that person under Members as well.',
  'workstations.revoke-act': 'Take out of use',
} satisfies Record<keyof typeof ja, string>
