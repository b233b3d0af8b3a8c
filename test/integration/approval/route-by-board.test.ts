import { expect, it } from 'vitest'
import { changeRoute, createRoute, toRouteViews } from '../../../main/approval/routes.ts'
import { createSenderIdentity, toSenderViews } from '../../../main/approval/sender-identities.ts'
import type { Session } from '../../../main/identity/identity.ts'
import { listProposals } from '../../../main/identity/proposal-view.ts'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { makeBoard } from '../../support/board.ts'
import type { TeamMember } from '../../support/organization.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

function sessionOf({ id, name, signing, sealing, workstation, journal, db }: TeamMember): Session {
  return { member: id, name, roles: ['administrator'], signing, sealing, workstation, journal, db }
}

const input = {
  ...{ name: '本社の中継', host: 'relay.example.jp', port: 587, tls: 'starttls' as const },
  ...{ user: 'sekisho', password: 'p', ca: null, pins: [], dkimDomain: 'example.jp' },
  ...{ dkimSelector: 's1', dkimEd25519Selector: null, connectionsMax: 4, ratePerHourMax: null },
  ...{ quorum: 1, transport: { ...plainTransport, fallbacks: [] } },
}

it('S24 a route, a change of one and a sender wait for the second administrator, who is shown each field', async () => {
  const { team, board, syncAll } = await makeBoard(makeTempFolder('board'))
  await team.join('ken', ['approver'])
  const [first, second] = board
  const ports = { clock: team.clock, random }
  const session = sessionOf(first)
  const agree = async () => {
    await syncAll()
    // Beside it there may be a renewal that the second one has proposed.
    const proposals = await listProposals(sessionOf(second))
    const proposal = proposals.find(({ isSigned }) => !isSigned)
    if (proposal === undefined) throw new Error('nothing was proposed')
    expect(await second.journal.coSign(proposal.id, second.signer)).toBe(true)
    await syncAll()
    return proposal.differences
  }

  // The approver waits for the second signature too.
  await agree()
  const made = await createRoute(session, ports, input)
  expect(made.sinceAt).toBeNull()
  expect(toRouteViews(session)).toEqual([])
  const added = await agree()
  expect(added.find(({ kind }) => kind === 'route-added')?.after).toContain(
    'host: relay.example.jp',
  )
  expect(toRouteViews(session)).toMatchObject([{ id: made.id, sinceAt: expect.any(String) }])

  const pins = ['ab'.repeat(32)]
  const change = { ...input, pins, host: 'relay2.example.jp' }
  const changed = await changeRoute(session, ports, {
    ...{ id: made.id, input: change, keepsSecrets: true },
  })
  expect(changed.sinceAt).toBeNull()
  expect(toRouteViews(session)).toMatchObject([{ host: 'relay.example.jp' }])
  expect((await agree()).filter(({ kind }) => kind === 'route-changed')).toEqual([
    {
      kind: 'route-changed',
      subject: '本社の中継',
      before: 'host: relay.example.jp',
      after: `host: relay2.example.jp, transport.pins.0: ${pins[0]}`,
    },
  ])

  const sender = { name: '総務', address: 'info@example.jp', replyTo: null }
  expect((await createSenderIdentity(session, random, sender)).sinceAt).toBeNull()
  expect(toSenderViews(session)).toEqual([])
  await agree()
  expect(toSenderViews(session)).toMatchObject([sender])
})
