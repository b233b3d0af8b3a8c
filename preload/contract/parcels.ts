import * as v from 'valibot'
import { Count, channel, Hash, Nothing } from './channel.ts'

/** Requests and decisions as files, for where the store does not reach. */
export const parcelsChannels = {
  /** Asks where to; null when the person cancelled. */
  'parcels.save': channel({
    input: v.strictObject({
      request: Hash,
      /** With the sealed content, for whoever is to review it; without, only what was signed. */
      withContent: v.boolean(),
    }),
    output: v.nullable(v.strictObject({ name: v.string(), sizeBytes: Count })),
    access: 'member',
    problems: ['approval', 'journal', 'vault'],
  }),
  'parcels.take': channel({
    input: Nothing,
    output: v.nullable(
      v.strictObject({
        /** The request that it is about. */
        request: v.nullable(Hash),
        /** Records that were not here before. */
        addedCount: Count,
      }),
    ),
    access: 'member',
    problems: ['approval', 'journal', 'vault'],
  }),
}
