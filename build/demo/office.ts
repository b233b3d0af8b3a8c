import { join } from 'node:path'
import type { Role } from '../../preload/contract/channel.ts'
import { DemoClock, Person } from './person.ts'
import { Workstation } from './workstation.ts'

export interface Office {
  readonly store: string
  readonly clock: DemoClock
  readonly administrator: Person
  readonly author: Person
  readonly approver: Person
  readonly workstations: readonly Workstation[]
}

export interface OfficeOptions {
  readonly folder: string
  readonly language: 'ja' | 'en'
  readonly version: string
}

/**
 * A small office: an administrator and an author share one PC, the approver has another. The two
 * PCs know of each other only what lies in the shared folder.
 */
export async function openOffice({ folder, language, version }: OfficeOptions): Promise<Office> {
  const store = join(folder, 'store')
  const start = (name: string) =>
    Workstation.start({ dataFolder: join(folder, name), name, language, version })
  const [first, second] = await Promise.all([start('office'), start('approver')])
  const clock = new DemoClock([first, second])
  const person = (name: string, password: string, workstation: Workstation) =>
    new Person({ name, password, workstation, clock })
  return {
    store,
    clock,
    administrator: person('佐藤 管理', 'kanri no tobira 2026', first),
    author: person('鈴木 作成', 'sakusei no fude 2026', first),
    approver: person('高橋 承認', 'shonin no inkan 2026', second),
    workstations: [first, second],
  }
}

/** First run, then one more person on this PC, then another PC that joins over the store. */
export async function foundOrganization(office: Office, organizationName: string): Promise<void> {
  const { administrator, author, approver, store } = office
  const words = await found(administrator, {
    organizationName,
    storeFolder: await chooseFolder(administrator.workstation, store),
  })
  await enrol(author, null, words)
  await admit(administrator, author, ['author', 'list-manager', 'sender'])
  await enrol(approver, await chooseFolder(approver.workstation, store), words)
  await admit(administrator, approver, ['approver', 'auditor'])
}

/** First run: the founder's PC, an organization and its first member. Answers with its words. */
export async function found(
  administrator: Person,
  { organizationName, storeFolder }: { organizationName: string; storeFolder: string },
): Promise<readonly string[]> {
  const { workstation } = administrator
  const begun = await workstation.call('identity.begin-organization', {
    organizationName,
    memberName: administrator.name,
    password: administrator.password,
    storeFolder,
    keepers: { count: 1, threshold: 1 },
  })
  administrator.secret = begun.totp.secret
  for (const { number, rootWords, recoveryWords, readBackPositions } of begun.sheets) {
    const onPaper = [...rootWords, ...recoveryWords]
    const words = readBackPositions.map((position) => onPaper[position - 1] ?? '')
    await workstation.call('keepers.read-back', { sheet: number, words })
  }
  await workstation.call('identity.complete-organization', { code: administrator.code() })
  administrator.member = (await workstation.call('app.state', {})).session?.member ?? ''
  return begun.words
}

export async function chooseFolder(workstation: Workstation, folder: string): Promise<string> {
  workstation.choose(folder)
  const chosen = await workstation.call('app.choose-folder', {})
  return chosen?.folder ?? ''
}

const spokenWords = new Map<Person, readonly string[]>()

/** Applies for admission; the storeFolder is for a PC that knows no store yet. */
export async function enrol(
  person: Person,
  storeFolder: string | null,
  spoken: readonly string[],
): Promise<void> {
  const begun = await person.workstation.call('identity.begin-joining', {
    memberName: person.name,
    password: person.password,
    storeFolder,
  })
  if (begun.words.join() !== spoken.join())
    throw new Error('The words of the organization differ: this is another organization.')
  person.secret = begun.totp.secret
  const { words } = await person.workstation.call('identity.complete-joining', {
    code: person.code(),
  })
  spokenWords.set(person, words)
}

/** The administrator compares the words with what the joining person reads out, then admits. */
export async function admit(administrator: Person, person: Person, roles: Role[]): Promise<void> {
  const { workstation } = administrator
  await workstation.call('journal.sync', {})
  const waiting = await workstation.call('identity.enrolments', {})
  const enrolment = waiting.find((each) => each.name === person.name)
  if (enrolment?.words.join() !== spokenWords.get(person)?.join() || !enrolment)
    throw new Error(`The words of ${person.name} differ.`)
  await workstation.call('identity.admit', {
    enrolment: enrolment.id,
    roles,
    code: administrator.code(),
  })
  const members = await workstation.call('identity.members', {})
  person.member = members.find((each) => each.name === person.name)?.id ?? ''
}
