import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTeam, type Team, type TeamMember } from '../../support/organization.ts'
import { recordSamples } from '../../support/record-samples.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

const dayMs = 24 * 60 * 60_000

async function makeExpired(messageDays: number | null) {
  const team = await makeTeam(makeTempFolder())
  const { administrator } = team
  const author = await team.join('author', ['author'])
  const other = await team.join('other', ['approver'])
  await setDays(team, messageDays)
  await author.journal.sync()
  const bytes = Buffer.from('sealed contents of a request')
  const blob = await author.journal.putBlob(bytes)
  const request = await author.journal.append({
    kind: 'request',
    body: {
      ...recordSamples.request,
      executor: author.workstation.id,
      blobs: { manifest: blob, template: blob, rows: [blob], attachments: [] },
      executeBy: new Date(team.clock.now() + dayMs).toISOString(),
    },
    signer: author.signer,
  })
  for (const each of [administrator, other]) {
    await each.journal.sync()
    await each.journal.getBlob(blob)
  }
  const file = join(team.share, 'v1', 'blob', blob.hash.slice(0, 2), blob.hash)
  return { team, administrator, author, other, blob, file, request }
}

async function setDays({ administrator }: Team, messageDays: number | null): Promise<void> {
  await administrator.journal.publishPolicy(
    (content) => ({
      ...content,
      rules: { ...content.rules, retention: { ...content.rules.retention, messageDays } },
    }),
    administrator.signer,
  )
}

const kinds = ({ journal }: TeamMember) => journal.records().map(({ kind }) => kind)

test('contents go when the policy says so, from every PC and the share; the record stays and holds', async () => {
  const { team, administrator, author, other, blob, file, request } = await makeExpired(30)
  team.clock.advance(30 * dayMs)
  await administrator.journal.destroyExpired(administrator.signer)
  expect(kinds(administrator)).not.toContain('content-destroyed')

  team.clock.advance(dayMs)
  await administrator.journal.destroyExpired(administrator.signer)
  expect(existsSync(file)).toBe(false)
  for (const each of [administrator, author, other]) {
    await each.journal.sync()
    expect(each.journal.destructions()).toEqual({ destroyedCount: 1, leftCount: 0 })
    expect(await thrownProblemAsync(each.journal.getBlob(blob))).toMatchObject({
      code: 'journal.content-destroyed',
    })
    expect(each.journal.byHash(request.hash)?.body).toEqual(request.body)
    await each.journal.verify()
    expect(each.journal.alarms()).toEqual([])
  }
  const verifier = join(import.meta.dirname, '../../../build/verify-journal.ts')
  const report = execFileSync(process.execPath, [verifier, team.share], { encoding: 'utf8' })
  expect(report).toContain('3 contents are gone, as signed records say')
  // Nobody puts it back, and nobody signs twice.
  await administrator.journal.destroyExpired(administrator.signer)
  expect(kinds(administrator).filter((kind) => kind === 'content-destroyed')).toHaveLength(1)
  expect(existsSync(file)).toBe(false)
})

test('S10 a destruction by somebody else, too early, or against the policy destroys nothing', async () => {
  const { team, administrator, author, other, blob, file, request } = await makeExpired(null)
  const destroy = ({ journal, signer }: TeamMember) => {
    const { directory, policy } = journal.trust()
    if (directory === null || policy === null) throw new Error('no chains')
    const versions = {
      directory: { n: directory.body.n, hash: directory.hash },
      policy: { n: policy.body.n, hash: policy.hash },
    }
    const body = { request: request.hash, ...versions }
    return journal.append({ kind: 'content-destroyed', body, signer })
  }
  team.clock.advance(60 * dayMs)
  await destroy(administrator)
  await setDays(team, 90)
  await author.journal.sync()
  await destroy(author)
  await destroy(administrator)
  // An administrator whose clock is ahead: the record says so, the others' clocks do not.
  team.clock.advance(60 * dayMs)
  await destroy(administrator)
  team.clock.advance(-60 * dayMs)
  for (const each of [administrator, author, other]) {
    await each.journal.sync()
    expect(Buffer.from(await each.journal.getBlob(blob)).toString()).toContain('sealed contents')
    expect(each.journal.destructions()).toEqual({ destroyedCount: 0, leftCount: 0 })
  }
  expect(existsSync(file)).toBe(true)
})
