import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeCampaign, importContacts } from '../../build/demo/campaign.ts'
import { admit, chooseFolder, enrol, found } from '../../build/demo/office.ts'
import { DemoClock, Person } from '../../build/demo/person.ts'
import type { Relay } from '../../build/demo/relay.ts'
import { Workstation } from '../../build/demo/workstation.ts'
import type { RequestSummary } from '../../preload/contract/approval.ts'
import type { Role } from '../../preload/contract/channel.ts'
import type { Postgres } from './postgres.ts'

/** One workstation's own way to the store, which can be cut without the others noticing. */
interface Way {
  readonly cut: () => Promise<void>
  readonly mend: () => Promise<void>
}

/** What the offices' PCs share, and how one gets to it. */
export interface SharedStore {
  /** Another way to it for each PC; answers with what the first run asks for. */
  readonly wayFor: (pc: string) => Promise<{
    readonly way: Way
    readonly connect: (workstation: Workstation) => Promise<string>
  }>
  /** Nobody reaches it. */
  readonly lose: () => Promise<void>
  readonly bringBack: () => Promise<void>
}

/** A folder that each PC reaches by a name of its own, as a network drive is. */
export function sharedFolder(folder: string): SharedStore {
  const server = join(folder, 'server')
  const [store, away] = [join(server, 'store'), join(server, 'store-away')]
  mkdirSync(store, { recursive: true })
  return {
    async wayFor(pc) {
      const drive = join(folder, `drive-of-${pc}`)
      symlinkSync(server, drive)
      return {
        way: {
          cut: async () => rmSync(drive),
          mend: async () => symlinkSync(server, drive),
        },
        connect: (workstation) => chooseFolder(workstation, join(drive, 'store')),
      }
    },
    lose: async () => renameSync(store, away),
    bringBack: async () => renameSync(away, store),
  }
}

/** A real database; between it and each PC a wire that can be unplugged. */
export async function sharedDatabase(server: Postgres, folder: string): Promise<SharedStore> {
  const { host, database, user, password, ca } = await server.makeDatabase()
  const file = join(folder, 'ca.pem')
  writeFileSync(file, ca ?? '')
  return {
    async wayFor() {
      const { port, way } = await layWire(server.port)
      return {
        way,
        async connect(workstation) {
          workstation.choose(file)
          const chosen = await workstation.call('identity.choose-authority', {})
          const access = { host, port, database, user, password, ca: chosen?.file ?? null }
          return (await workstation.call('identity.use-database', access)).folder
        },
      }
    },
    lose: server.halt,
    bringBack: server.resume,
  }
}

async function layWire(to: number): Promise<{ readonly port: number; readonly way: Way }> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const each of [near, far]) {
      open.add(each)
      each.on('error', () => undefined)
      each.on('close', () => {
        open.delete(each)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        resolve(address !== null && typeof address === 'object' ? address.port : 0)
      })
    })
  const port = await listen(0)
  server.unref()
  return {
    port,
    way: {
      async cut() {
        const closed = new Promise((resolve) => server.close(resolve))
        for (const each of open) each.destroy()
        await closed
      },
      mend: async () => void (await listen(port)),
    },
  }
}

export interface Seat {
  readonly person: Person
  readonly way: Way
}

export interface ProcessOffice {
  readonly administrator: Person
  readonly seats: readonly Seat[]
  /** Who writes and asks, on the founder's PC. */
  readonly author: Person
  readonly approvers: readonly Seat[]
  /** Whose PC executes. */
  readonly sender: Seat
  readonly file: (o?: { readonly rows?: number }) => Promise<RequestSummary>
  /** Opens what has to be looked at, so that only the decision is left. */
  readonly review: (seat: Seat, request: string) => Promise<string[]>
  /** Every workstation meets the store, twice: what one brings the others then have. */
  readonly meet: (seats?: readonly Seat[]) => Promise<void>
  /** Time passes for everybody; whoever is at their desk moves the mouse. */
  readonly pass: (minutes: number, atDesk: readonly Seat[]) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Workstations, each a whole core in a process of its own with its own way to one store: the office's,
 * with the administrator and the author, and one for each of these people. The last of them executes.
 */
export async function openProcessOffice(o: {
  readonly people: readonly { readonly name: string; readonly roles: Role[] }[]
  readonly quorum: number
  readonly ratePerHourMax?: number
  readonly relay: Relay
  readonly store: SharedStore
}): Promise<ProcessOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-processes-'))
  const workstations = await Promise.all(
    ['office', ...o.people.map(({ name }) => name)].map((name) =>
      Workstation.start({
        ...{ dataFolder: join(folder, name), name, language: 'ja', version: '0.1.0' },
      }),
    ),
  )
  const clock = new DemoClock(workstations)
  const person = (name: string, workstation: Workstation) =>
    new Person({ name, password: 'kawa no mukou no inkan 2026', workstation, clock })
  const [first, ...others] = workstations
  if (first === undefined) throw new Error('no workstation')
  const administrator = person('管理', first)
  const author = person('作成', first)
  const office = await o.store.wayFor('office')
  const organization = { organizationName: '試験市役所', storeFolder: await office.connect(first) }
  const words = await found(administrator, organization)
  await enrol(author, null, words)
  await admit(administrator, author, ['author', 'list-manager'])
  const seats: Seat[] = [{ person: author, way: office.way }]
  const approvers: Seat[] = []
  for (const [at, { name, roles }] of o.people.entries()) {
    const workstation = others[at]
    if (workstation === undefined) throw new Error('no workstation')
    const newcomer = person(name, workstation)
    const { way, connect } = await o.store.wayFor(name)
    await enrol(newcomer, await connect(workstation), words)
    await admit(administrator, newcomer, roles)
    const seat = { person: newcomer, way }
    seats.push(seat)
    if (roles.includes('approver')) approvers.push(seat)
  }
  const target = await defineRoute(administrator, o)
  await administrator.lock()
  for (const each of seats) await each.person.logIn()
  const sender = seats.at(-1)
  if (sender === undefined) throw new Error('nobody sends')
  const meet = async (present: readonly Seat[] = seats) => {
    for (const _ of [1, 2])
      for (const each of present) await each.person.workstation.call('journal.sync', {})
  }
  let campaigns = 0
  return {
    ...{ seats, administrator, author, approvers },
    sender,
    async file({ rows = 5 } = {}) {
      campaigns += 1
      const campaign = await writeCampaign(author, { folder, rows, ...target, at: campaigns })
      const executors = await first.call('approval.executors', {})
      const executor = executors.find(({ name }) => name === sender.person.workstation.name)
      return first.call('approval.file', {
        ...{ campaign, comment: '', approveWithinHours: 24, executeWithinHours: 24 },
        ...{ urgent: null, executor: executor?.workstation ?? null },
      })
    },
    async review({ person: { workstation } }, request) {
      const { items } = await workstation.call('approval.review', { request })
      const viewed = items.map(({ item }) => item)
      for (const item of viewed)
        if (item.startsWith('message:'))
          await workstation.call('approval.preview', { request, index: Number(item.slice(8)) })
      return viewed
    },
    meet,
    async pass(minutes, atDesk) {
      for (let passed = 0; passed < minutes; passed += 5) {
        clock.moveTo(clock.now() + 5 * 60_000)
        for (const each of atDesk) await each.person.workstation.call('identity.note-activity', {})
      }
    },
    async close() {
      await Promise.all(workstations.map((each) => each.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function defineRoute(
  administrator: Person,
  o: { relay: Relay; quorum: number; ratePerHourMax?: number },
) {
  const { workstation } = administrator
  const { host, port, user, password, caPem } = o.relay
  const route = await workstation.call('routes.create', {
    ...{ name: '庁内中継', host, port, tls: 'starttls', user, password, ca: caPem },
    ...{ dkimDomain: 'sekisho.example.jp', dkimSelector: 'sekisho2026' },
    ...{ connectionsMax: 2, ratePerHourMax: o.ratePerHourMax ?? null, quorum: o.quorum },
    code: administrator.code(),
  })
  const identity = await workstation.call('routes.create-sender-identity', {
    ...{ name: '関所市役所 広報課', address: 'info@sekisho.example.jp', replyTo: null },
    code: administrator.code(),
  })
  return { route: route.id, identity: identity.id }
}

async function writeCampaign(
  author: Person,
  o: { folder: string; rows: number; route: string; identity: string; at: number },
): Promise<string> {
  const file = join(o.folder, `list-${o.at}.csv`)
  const lines = Array.from({ length: o.rows }, (_, at) => `user${at}@list.example.jp,氏名${at}`)
  writeFileSync(file, `メールアドレス,氏名\r\n${lines.join('\r\n')}\r\n`)
  const { list } = await importContacts({
    ...{ author, file, encoding: null, listName: `市民 ${o.at}` },
    onProgress: () => undefined,
  })
  const { folder, route, identity } = o
  const name = `窓口のお知らせ ${o.at}`
  const withAttachment = false
  return (await composeCampaign({ author, folder, name, list, route, identity, withAttachment })).id
}
