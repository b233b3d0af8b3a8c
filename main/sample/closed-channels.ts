import type { ChannelName } from '../../preload/contract.ts'

/**
 * What a window cannot do in the sample: whatever opens a connection to somewhere, reads or writes what
 * belongs to another organization, or takes away a person, a key or a PC that the sample lives by.
 * Looking at all of it stays open.
 */
export const closedChannels: ReadonlySet<string> = new Set<ChannelName>([
  // Other relays, and tries of them.
  'routes.create',
  'routes.change',
  'routes.remove',
  'routes.test',
  'notices.set-relay',
  'campaigns.test-send',
  // Collectors and name servers.
  'journal.set-export',
  'journal.export-now',
  'deliverability.examine',
  // Other stores and organizations.
  'app.choose-folder',
  'identity.choose-authority',
  'identity.use-database',
  'identity.begin-organization',
  'identity.complete-organization',
  'identity.begin-joining',
  'identity.complete-joining',
  'identity.apply-again',
  'identity.choose-backup',
  'identity.restore',
  'identity.back-up',
  'identity.set-aside',
  'identity.begin-hand-over',
  'identity.receive-hand-over',
  'identity.complete-hand-over',
  'identity.look-at-hand-over',
  'identity.hand-over',
  'keepers.begin-recovery',
  'keepers.complete-recovery',
  'keepers.find-organization',
  'keepers.begin-takeover',
  'keepers.complete-takeover',
  'keepers.begin-rotation',
  'keepers.complete-rotation',
  'parcels.save',
  'parcels.take',
  // Who is there, with which keys and passwords.
  'identity.change-password',
  'identity.renew-recovery-codes',
  'identity.admit',
  'identity.change-roles',
  'identity.enter-password',
  'identity.enter-code',
  'governance.change-rule',
  'governance.co-sign',
  'governance.object',
  'governance.end-membership',
  'governance.save-department',
  'governance.change-administrators',
  'governance.revoke-workstation',
])
