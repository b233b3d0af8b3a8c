import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApproval } from '../../../main/approval/approval.ts'
import { author, type Desk, makeOffice } from '../../support/approval-desk.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

async function importInto(desk: Desk, list: string, row: string): Promise<void> {
  const { lists, pc } = desk
  const path = join(makeTempFolder('import'), '追加.csv')
  writeFileSync(path, `メールアドレス,会社名,氏名\r\n${row}\r\n`)
  const file = pc.fileTokens.issue(path)
  const {
    rows: _,
    rowCountEstimate: __,
    encodingCertain: ___,
    ...found
  } = await lists.handlers['lists.inspect']({ file }, pc.caller())
  await lists.handlers['lists.import']({ list, file, ...found }, pc.caller())
}

it('does not file recipients that the checks have not seen', async () => {
  const office = await makeOffice()
  const desk = office.desk(author)
  const campaign = await office.makeCampaign()
  const { lists } = await desk.message.handlers['campaigns.get']({ campaign }, desk.pc.caller())
  const fileWhile = (row: string | null) => {
    const { handlers } = createApproval({
      ports: desk.pc.ports,
      fileTokens: desk.pc.fileTokens,
      session: desk.session,
      stepUp: desk.pc.identity.stepUp,
      emit: () => undefined,
      language: () => 'ja',
      previewDocuments: desk.message.previewDocuments,
      stateOf: desk.checks.stateOf,
      async resultsFor(id) {
        const results = await desk.checks.resultsFor(id)
        if (row !== null) await importInto(desk, lists[0] ?? '', row)
        return results
      },
    })
    const hours = { approveWithinHours: 1, executeWithinHours: 1, urgent: null, executor: null }
    return handlers['approval.file']({ campaign, comment: '', ...hours }, desk.pc.caller())
  }
  // One more recipient; then as many as before, one of them with another name.
  for (const row of ['new@example.jp,会社,氏名', 'user1@example.jp,別の会社,別人'])
    expect(await problemOfAsync(async () => fileWhile(row)), row).toBe('checks.outdated')
  expect(desk.session().journal.recordsOf('request')).toEqual([])
  expect(await fileWhile(null)).toMatchObject({ state: 'filed', recipientCount: 26 })
})
