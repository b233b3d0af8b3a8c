import { makeTeam, type Team, type TeamMember } from './organization.ts'

export interface Board {
  readonly team: Team
  /** Three administrators, any two of whom sign together. */
  readonly board: readonly [TeamMember, TeamMember, TeamMember]
  readonly syncAll: () => Promise<void>
}

/** A real organization in a folder whose root asks for two of three administrators. */
export async function makeBoard(folder: string, threshold = 2): Promise<Board> {
  const team = await makeTeam(folder)
  const { administrator } = team
  const second = await team.join('bea', ['administrator'])
  const third = await team.join('cai', ['administrator'])
  const board = [administrator, second, third] as const
  await administrator.journal.publishRoot(
    (content) => ({
      ...content,
      administratorKeys: board.map((each) => each.signing.publicKey),
      administratorThreshold: threshold,
    }),
    [team.rootKey],
  )
  const syncAll = async () => {
    for (const each of board) await each.journal.sync()
  }
  await syncAll()
  return { team, board, syncAll }
}
