import { basename } from 'node:path'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { parcelsChannels } from '../../preload/contract/parcels.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { requestOf } from './open-request.ts'

interface Context {
  readonly ports: Pick<Ports, 'fileDialog'>
  readonly session: () => Session
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

/**
 * Requests, decisions, stops and withdrawals carried as files. What is in them was signed and sealed
 * before, so that a file says no more to whoever finds it than the store does.
 */
export function parcelHandlers({
  ports: { fileDialog },
  session,
  emit,
}: Context): Handlers<typeof parcelsChannels> {
  const requireAllowed = () => {
    const { journal } = session()
    if (!journal.policy().rules.parcelsAllowed) fail('approval.parcels-forbidden', {})
    return journal
  }
  return {
    async 'parcels.save'({ request: hash, withContent }) {
      const journal = requireAllowed()
      const request = requestOf(journal, hash)
      const path = await fileDialog.chooseSaveTarget('parcel', nameFor(hash, withContent))
      if (path === null) return null
      const sizeBytes = await journal.saveParcel({ path, request, withContent })
      return { name: basename(path), sizeBytes }
    },
    async 'parcels.take'() {
      const journal = requireAllowed()
      const path = await fileDialog.chooseFile('parcel')
      if (path === null) return null
      const taken = await journal.takeParcel(path)
      emit('journal.changed', {})
      return taken
    },
  }
}

function nameFor(hash: string, withContent: boolean): string {
  return `sekisho-${withContent ? 'request' : 'signed'}-${hash.slice(0, 12)}.sekisho-parcel`
}
