import type { ChannelOutput } from '../../../preload/contract.ts'

/** A release as releases.list tells of it. */
export type ReleaseRow = ChannelOutput<'releases.list'>[number]
