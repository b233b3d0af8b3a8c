import type { Handlers } from '../../preload/contract/channel.ts'
import type { ReleaseProgress, releasesChannels } from '../../preload/contract/releases.ts'
import type { routesChannels } from '../../preload/contract/routes.ts'
import { ProblemError } from '../../preload/problem.ts'
import { maskAddress } from '../address/mask.ts'
import { openManifest, requestOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { canReadAddresses } from '../lists/lists.ts'
import { requireAllowedRelay } from '../policy/policy.ts'
import { testDirect } from './mx/direct-test.ts'
import { testRelay, testTimeouts } from './relay-test.ts'
import type { Releases } from './releases.ts'
import type { SendingOptions } from './sending-options.ts'

export type SendingHandlers = Handlers<
  Omit<typeof releasesChannels, 'releases.save-evidence' | 'releases.save-report'> &
    Pick<typeof routesChannels, 'routes.test' | 'routes.test-direct'>
>

export function sendingHandlers(options: SendingOptions, releases: Releases): SendingHandlers {
  const names = new Map<string, string>()
  const withName = async (progress: ReleaseProgress) => {
    const { request } = progress
    const campaignName = names.get(request) ?? (await campaignNameOf(options.session(), request))
    if (campaignName !== '') names.set(request, campaignName)
    return { ...progress, campaignName }
  }
  return {
    'releases.list': async () => Promise.all((await releases.list()).map(withName)),
    'releases.start': (input) => releases.start(input),
    'releases.progress': ({ request }) => releases.progress(request),
    'releases.stop': ({ request }) => releases.stop(request),
    'releases.settle': (input) => releases.settle(input),
    'releases.deliveries'({ request, state, group, offset, limit }, { roles }) {
      const asked = { state: state ?? null, group: group ?? null, offset, limit }
      const page = releases.view(request).deliveries(asked)
      if (canReadAddresses(roles)) return page
      const rows = page.rows.map((row) => ({
        ...row,
        address: maskAddress(row.address, options.session().journal.policy().rules.masking),
        reply: null,
      }))
      return { total: page.total, rows }
    },
    'releases.domains': ({ request }) => releases.view(request).domains(),
    async 'releases.reasons'({ request }, { roles }) {
      const groups = await releases.view(request).reasons()
      // A reply can name the address that it answers.
      return canReadAddresses(roles) ? groups : groups.map((each) => ({ ...each, reply: null }))
    },
    'releases.timeline': ({ request }) => releases.view(request).timeline(),
    'releases.transcripts': () => releases.troubles(),
    'routes.test': (input) => {
      requireAllowedRelay(input, options.ports.machinePolicy.values)
      return testRelay(input, (trouble) => releases.noteTrouble(trouble, null))
    },
    'routes.test-direct': (input) => testDirect(input, options, testTimeouts),
  }
}

/** Empty for whoever cannot open it, such as an auditor: a list of releases needs no content. */
async function campaignNameOf(session: Session, request: string): Promise<string> {
  const { journal, sealing, workstation } = session
  const keys = [sealing, workstation.sealing]
  try {
    const { manifest } = await openManifest(journal, requestOf(journal, request), keys)
    return manifest.campaign.name
  } catch (error) {
    if (error instanceof ProblemError) return ''
    throw error
  }
}
