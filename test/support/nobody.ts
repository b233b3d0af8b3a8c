import type { Caller } from '../../preload/contract/channel.ts'

/** What a handler that anyone may call is told when nobody is signed in. */
export const nobody = null as unknown as Caller
