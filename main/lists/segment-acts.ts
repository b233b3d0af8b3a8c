import type { Handlers } from '../../preload/contract/channel.ts'
import type { segmentsChannels } from '../../preload/contract/segments.ts'
import { fail } from '../../preload/problem.ts'
import { countSegment, frequentValues } from './audience-reader.ts'
import type { ListsOptions } from './handlers.ts'
import { newId } from './new-id.ts'
import { assertAskable, deleteSegment, saveSegment, segmentOf, segmentViews } from './segment.ts'

const valuesMax = 200

/** Conditions over contacts: kept, counted, and filled from what the lists have. */
export function segmentActs({
  ports,
  session,
  segmentUses = () => [],
}: ListsOptions): Handlers<typeof segmentsChannels> {
  const { clock, random } = ports
  return {
    'segments.list': () => segmentViews(session().db),
    'segments.names': () => segmentViews(session().db).map(({ id, name }) => ({ id, name })),
    'segments.save': ({ segment, ...change }, { member }) =>
      saveSegment(session().db, {
        ...change,
        id: segment ?? newId(random),
        member,
        at: new Date(clock.now()).toISOString(),
      }),
    'segments.uses': ({ segment }) => {
      segmentOf(session().db, segment)
      return [...segmentUses(session().db, segment)]
    },
    'segments.delete'({ segment }) {
      segmentOf(session().db, segment)
      const [name] = segmentUses(session().db, segment)
      if (name !== undefined) fail('lists.segment-in-use', { name })
      deleteSegment(session().db, segment)
      return {}
    },
    'segments.count'(segment) {
      assertAskable(session().db, segment.lists)
      return countSegment(session().db, segment, clock.now())
    },
    'segments.values'(asked) {
      assertAskable(session().db, asked.lists)
      return frequentValues(session().db, { ...asked, limit: valuesMax })
    },
  }
}
