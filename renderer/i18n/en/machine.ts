import type { machine as ja } from '../ja/machine.ts'

export const machine = {
  'machine.title': 'Policy of this PC',
  'machine.open': 'Policy of this PC…',
  'machine.body':
    'What IT has laid down for this PC. It cannot be changed here. Changes take effect when Sekisho is next started.',
  'machine.nothing': 'IT has laid down nothing.',
  'machine.show-all': 'Show settings that IT leaves open, too',
  'machine.read-from': '{source}: {place}',
  'machine.source-group-policy': 'Group policy',
  'machine.source-policy-file': 'Policy file',
  'machine.source-installer': 'Installer',
  'machine.group-office': 'Organization and shared store',
  'machine.group-relay': 'Relays',
  'machine.group-approval': 'Approval and release',
  'machine.group-sign-in': 'Login',
  'machine.group-addresses': 'Addresses',
  'machine.group-program': 'Program',
  'machine.locked-by': 'Fixed by {source}',
  'machine.preset-by': 'Preset by {source}',
  'machine.by-organization': 'Organization’s policy',
  'machine.free': 'Open',
  'machine.unset': 'Not set',
  'machine.both': 'This PC: {machine}. Organization: {organization}. The stricter is in force.',
  'machine.replaced': 'The value given cannot be read, so the strictest is in force.',
  'machine.overrode': 'Overrode {value} ({source})',
  'machine.problems': 'Something cannot be understood. Tell IT.',
  'machine.problem-unreadable': '{what} cannot be read ({place}). Nothing is released or exported.',
  'machine.problem-missing': '{what} is not there ({place}). Nothing is released or exported.',
  'machine.problem-malformed':
    '{what} is not in the right form ({place}). Nothing is released or exported.',
  'machine.problem-unprotected':
    '{what} can be changed without administrator rights and is not used ({place}). Nothing is released or exported.',
  'machine.problem-unknown-setting':
    '“{what}” is no setting that this version knows ({place}). Nothing is released or exported.',
  'machine.problem-malformed-value':
    '“{what}” has a value that cannot be, so the strictest counts ({place}).',
  'machine.fingerprint': 'Fingerprint of this organization (the value for RootFingerprint)',
  'machine.changes': 'Changes since earlier starts',
  'machine.change': '{at}: {settings}',
  'machine.change-problems': 'what cannot be understood',
  'machine.set-by-it': 'Set by IT',
  'machine.store-locked': 'IT has fixed the place of the shared store.',
  'machine.store-preset': 'The place that IT has named. Change it if you have to.',
  'machine.found-locked':
    'IT lets this PC be used for one organization only, so no new one can be founded here.',
  'machine.pinned':
    'The fingerprint of this organization is the one that IT has pinned on this PC. There is nothing to compare.',
  'machine.allowed-relays': 'Relays that can be used on this PC: {relays}',
  'machine.no-printing': 'IT lets nobody print from here. Copy the words by hand.',
  'machine.no-copy': 'IT lets nobody copy from here.',
} satisfies Record<keyof typeof ja, string>
