import type { Handlers } from '../../preload/contract/channel.ts'
import type { sampleChannels } from '../../preload/contract/sample.ts'
import { fail } from '../../preload/problem.ts'

/** A core by itself has no sample: what stands in front of it (front.ts) answers these before it is asked. */
export const sampleHandlers: Handlers<typeof sampleChannels> = {
  'sample.open': () => fail('sample.closed', {}),
  'sample.switch': () => fail('sample.only-inside', {}),
  'sample.code': () => fail('sample.only-inside', {}),
  'sample.leave': () => fail('sample.only-inside', {}),
}
