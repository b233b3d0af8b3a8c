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
  'lockout.title-wait': 'Too many wrong entries',
  'lockout.body-wait':
    'Each further wrong entry makes the wait longer. After ten in a row only an administrator can unlock you.',
  'lockout.left': 'You can try again in {left}.',
  'lockout.title-locked': 'Locked after ten wrong entries',
  'lockout.body-locked':
    'Nobody can try passwords on this PC any more until an administrator unlocks you. Your data is safe.',
  'lockout.who':
    'One of these administrators can unlock you, under Administration > Members on their own PC:',
  'lockout.nobody':
    'There is no other administrator, and nobody unlocks themself. Use your second PC, or the keepers of the organization key.',
  'lockout.then': 'Then enter your password here again, while the shared store is in reach.',
  'lockout.title-locked-for-good': 'Locked for good on this PC',
  'lockout.body-locked-for-good':
    'After a hundred wrong entries the password opens nothing here any more, and no unlock helps. Your data is kept. Ask an administrator to admit you on another PC, or give yourself the keys there from a PC that works.',
  'keystore.try-restart': 'Restart this PC and log in again.',
  'keystore.try-it':
    'Ask your IT department: a reset Windows password or profile can hide the keys, and they can often be restored. Nothing here has been deleted.',
  'keystore.try-anew':
    'If the keys are gone for good, set this PC up anew. You get your keys from another PC of yours, or an administrator admits you.',
  'keystore.anew': 'Set this PC up anew…',
  'keystore.anew-title': 'Set this PC up anew',
  'keystore.anew-body':
    'The data on this PC is moved into a folder beside it, whole and still encrypted. Nothing is deleted: if the keystore comes back, your IT department can put it back.',
  'keystore.anew-after':
    'Lists, drafts and results that exist only on this PC are out of reach until then. The organization’s records come from the shared store.',
  'keystore.anew-act': 'Keep the data and begin anew',
  'members.unlock': 'Unlock…',
  'members.unlock-title': 'Unlock {name}',
  'members.unlock-body':
    'After ten wrong entries a PC takes no more passwords. Make sure, by phone or in person, that the entries were their own. Unlocking gives ten more attempts, once.',
  'members.unlock-act': 'Unlock',
  'departments.title': 'Departments',
  'departments.body':
    'For roles, limits and requests. An author who files for one department only makes requests of that department.',
  'departments.none': 'None yet. A small office needs none.',
  'departments.add': 'Add department…',
  'departments.rename': 'Rename…',
  'departments.add-title': 'Add a department',
  'departments.rename-title': 'Rename “{name}”',
  'departments.name': 'Name',
  'departments.act': 'Save',
  'members.reach-departments': 'Departments',
} satisfies Record<keyof typeof ja, string>
