import { totpCodeAt } from '../../main/identity/identity.ts'
import { makeTestPc, type TestMember, type TestOffice, type TestPc } from './office.ts'
import { makeTempFolder } from './temp-folder.ts'
import { goodPassword } from './vault.ts'

/** A new PC that has asked for its member's keys, and shows a code and words. */
export async function beginSecondPc(office: TestOffice, name = 'PC-9', known?: TestPc) {
  const { clock, storeFolder } = office
  const pc = known ?? makeTestPc({ folder: makeTempFolder('second-pc'), clock, name })
  const begun = await pc.identity.handlers['identity.begin-hand-over'](
    { storeFolder: pc.fileTokens.issue(storeFolder), password: goodPassword },
    null,
  )
  return { pc, begun }
}

/** What the member does at the PC they have: types the code, compares, and gives password and code. */
export async function handOverTo(
  { pc, password, freshCode }: TestMember,
  begun: { readonly code: string },
): Promise<readonly string[]> {
  const { handlers } = pc.identity
  const look = { transferCode: begun.code }
  const { request, words } = await handlers['identity.look-at-hand-over'](look, pc.caller())
  await handlers['identity.hand-over']({ request, password, code: freshCode() }, pc.caller())
  return words
}

/** The member as they are at their second PC, whose telephone is the same. */
export function atPc(office: TestOffice, member: TestMember, pc: TestPc): TestMember {
  const freshCode = () => {
    member.freshCode()
    pc.identity.noteActivity()
    return totpCodeAt(member.totpSecret, office.clock.now())
  }
  return {
    ...{ ...member, pc, freshCode },
    async signIn() {
      const { handlers } = pc.identity
      const { id, password } = member
      await handlers['identity.enter-password']({ member: id, password }, null)
      await handlers['identity.enter-code']({ code: freshCode() }, null)
    },
  }
}

/** All of it; the member is listed with both PCs and signed in on both. */
export async function addSecondPc(office: TestOffice, member: TestMember): Promise<TestMember> {
  return finish(office, member, await beginSecondPc(office))
}

/** The same for a PC that was one before and has been set aside. */
export async function handBack(
  office: TestOffice,
  member: TestMember,
  known: TestPc,
): Promise<TestMember> {
  return finish(office, member, await beginSecondPc(office, known.name, known))
}

async function finish(
  office: TestOffice,
  member: TestMember,
  { pc, begun }: Awaited<ReturnType<typeof beginSecondPc>>,
): Promise<TestMember> {
  await handOverTo(member, begun)
  const { handlers } = pc.identity
  await handlers['identity.receive-hand-over']({}, null)
  const there = atPc(office, member, pc)
  await handlers['identity.complete-hand-over']({ code: there.freshCode() }, null)
  if (pc.identity.state().phase === 'waiting') await admitPc(office, pc)
  await there.signIn()
  return there
}

/** The founder admits whatever PC waits there. */
export async function admitPc({ founder }: TestOffice, pc: TestPc): Promise<void> {
  const { handlers, session } = founder.pc.identity
  await session().journal.sync()
  const waiting = await handlers['identity.enrolments']({}, founder.pc.caller())
  const words = pc.identity.state().enrolmentWords ?? []
  const enrolment = waiting.find((each) => each.words.join() === words.join())
  if (!enrolment) throw new Error('this PC waits for nobody')
  const input = { enrolment: enrolment.id, roles: [], code: founder.freshCode() }
  await handlers['identity.admit'](input, founder.pc.caller())
}
