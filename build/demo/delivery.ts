import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { Person } from './person.ts'

const endPhases = new Set(['finished', 'stopped', 'halted'])

/** The sender releases the approved request; resolves when the run is over, however it ended. */
export async function release(options: {
  readonly sender: Person
  readonly campaign: string
  readonly onProgress: (progress: ReleaseProgress) => void
}): Promise<ReleaseProgress> {
  const { workstation } = options.sender
  await workstation.call('journal.sync', {})
  const requests = await workstation.call('approval.list', {})
  const approved = requests.find(
    (each) => each.campaign === options.campaign && each.state === 'approved',
  )
  if (!approved) throw new Error('The approval has not arrived on the sender’s workstation.')
  const { request, recipientCount } = approved
  return new Promise((resolve, reject) => {
    const settle = (progress: ReleaseProgress) => {
      if (progress.request !== request) return
      options.onProgress(progress)
      if (!endPhases.has(progress.phase)) return
      end()
      resolve(progress)
    }
    const end = workstation.on('releases.progress', settle)
    workstation
      .call('releases.start', { request, recipientCount, code: options.sender.code() })
      .then(settle, (problem: unknown) => {
        end()
        reject(problem)
      })
  })
}
