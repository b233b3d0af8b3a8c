import {
  type Authority,
  type Issued,
  makeAuthority,
  makeSelfSigned,
} from '../../main/sample/certificate.ts'
import { systemRandom } from './random.ts'

export type { Authority, Issued } from '../../main/sample/certificate.ts'

const maker = { clock: { now: () => Date.now() }, random: systemRandom }

/** For the loopback servers of tests and of the demo. */
export function createAuthority(name?: string): Authority {
  return makeAuthority(maker, name)
}

/** A certificate that vouches for itself: what a client with a pinned authority must refuse. */
export function createSelfSigned(names: readonly string[]): Issued {
  return makeSelfSigned(maker, names)
}
