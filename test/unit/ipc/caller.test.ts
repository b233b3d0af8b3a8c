import { expectTypeOf, it } from 'vitest'
import type { Caller, Handlers } from '../../../preload/contract/channel.ts'
import type { Contract } from '../../../preload/contract.ts'

type CallerOf<N extends keyof Contract> = Parameters<Handlers<Contract>[N]>[1]

/** The compiler is the judge here: `tsc` fails, not the run. */
it('types the caller as absent exactly where nobody needs to be signed in', () => {
  expectTypeOf<CallerOf<'app.state'>>().toEqualTypeOf<Caller | null>()
  expectTypeOf<CallerOf<'identity.enter-code'>>().toEqualTypeOf<Caller | null>()
  expectTypeOf<CallerOf<'campaigns.list'>>().toEqualTypeOf<Caller>()
  expectTypeOf<CallerOf<'releases.start'>>().toEqualTypeOf<Caller>()
})
