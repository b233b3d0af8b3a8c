import type { ApprovedRelease } from './approved-release.ts'
import { type EngineRunOptions, runEngine } from './engine-run.ts'

/**
 * A core in a process of its own that runs one release and does nothing else, so that a test can kill
 * it. What it starts has to notice by itself.
 */
export interface CoreOrder {
  readonly material: ReturnType<ApprovedRelease['material']>
  readonly content: ApprovedRelease['content']
  readonly secrets: ApprovedRelease['secrets']
  readonly folder: string
  readonly keys: EngineRunOptions['keys']
}

export type CoreSaying = 'gate' | 'finished' | 'ended'

if (process.argv[1] === import.meta.filename)
  process.once('message', async ({ material, content, secrets, folder, keys }: CoreOrder) => {
    const say = (saying: CoreSaying) => process.send?.(saying)
    const run = runEngine({
      release: { material: () => material, content, secrets },
      ...{ folder, keys },
      onMessage: ({ type }) => void (type === 'need-records' && say('gate')),
    })
    const done = await run.done
    say(done?.phase === 'finished' ? 'finished' : 'ended')
    process.disconnect()
  })
