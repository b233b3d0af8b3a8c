import type { Handlers } from '../../preload/contract/channel.ts'
import type { suppressionChannels } from '../../preload/contract/suppression.ts'
import { fail } from '../../preload/problem.ts'
import { type Masking, maskAddress, maskAddressesIn } from '../address/mask.ts'
import type { Session } from '../identity/identity.ts'
import {
  addSuppressions,
  canReadAddresses,
  liftSuppression,
  pageOfSuppressions,
  type SuppressionRow,
} from '../lists/lists.ts'
import type { PermitsOptions } from './handlers.ts'
import { petitionOf, quorumOf, requireAgreed } from './standing-permit.ts'
import { openStatement, sealNote } from './statement.ts'

/** What is suppressed: shown, added to, and lifted on the word of others where the policy wants it. */
export function suppressionHandlers(options: PermitsOptions): Handlers<typeof suppressionChannels> {
  const { ports, session, stepUp, emit } = options
  const { clock, random } = ports
  const at = () => new Date(clock.now()).toISOString()
  return {
    'suppression.list'(input, { roles }) {
      const { db, journal } = session()
      const isReader = canReadAddresses(roles)
      const { total, rows } = pageOfSuppressions(db, { ...input, canReadAddresses: isReader })
      const { masking } = journal.policy().rules
      const { nameOf } = journal.directory()
      return {
        total,
        rows: rows.map((row) => ({
          ...(isReader ? row : masked(row, masking)),
          member: row.member === null ? null : nameOf(row.member),
        })),
      }
    },
    'suppression.add': (input, { member }) =>
      addSuppressions(session().db, { ...input, member, at: at() }),
    async 'suppression.lift'({ petition, code, ...entry }, { member }) {
      const { rules } = session().journal.policy()
      if (petition === null && quorumOf(rules, 'lift-suppression') > 0) fail('permits.needed', {})
      if (petition !== null) requireLift(session(), { petition, entry, now: clock.now() })
      await stepUp(code, 'release')
      const now = session()
      if (petition !== null) requireLift(now, { petition, entry, now: clock.now() })
      const sealed = sealNote(now, random, { kind: 'suppression-lifted', note: entry })
      await now.journal.append({
        kind: 'suppression-lifted',
        body: { petition, sealed },
        signer: now,
      })
      liftSuppression(now.db, { ...entry, member, at: at(), permit: petition })
      emit('journal.changed', {})
      return {}
    },
  }
}

/** Others agreed to exactly this entry. */
function requireLift(
  session: Session,
  o: {
    readonly petition: string
    readonly entry: { readonly kind: string; readonly value: string }
    readonly now: number
  },
): void {
  const petition = petitionOf(session, o.petition)
  requireAgreed(session, petition, o.now)
  const statement = openStatement(session, petition)
  const isThis =
    statement?.act === 'lift-suppression' &&
    statement.kind === o.entry.kind &&
    statement.value === o.entry.value
  if (!isThis) fail('permits.other-act', {})
}

/** A pattern may be somebody's address but for a letter. */
function masked(row: SuppressionRow, masking: Masking): SuppressionRow {
  const value = row.kind === 'domain' ? row.value : maskAddress(row.value, masking)
  return { ...row, value, source: maskAddressesIn(row.source, masking) }
}
