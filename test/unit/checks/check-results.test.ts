import { expect, test } from 'vitest'
import { createCheckResults, dataVersions } from '../../../main/checks/check-results.ts'
import type { Judged } from '../../../main/checks/check-session.ts'
import type { Column } from '../../../preload/contract/import.ts'
import { author, makeCampaignDesk } from '../../support/campaign-desk.ts'

const pass: Judged[] = [{ check: 'honorific', findings: [] }]

/** A job over a value that the test changes; counts its runs. */
function makeJob() {
  const state = { value: 1, runs: 0, during: (): void => undefined }
  return {
    state,
    key: () => `${state.value}`,
    run: async () => {
      state.runs += 1
      await Promise.resolve()
      state.during()
      return pass
    },
  }
}

test('runs once for one state, also when two ask at the same time', async () => {
  const { db } = makeCampaignDesk()
  const results = createCheckResults()
  const job = makeJob()
  await Promise.all([results.of(db, 'c', job), results.of(db, 'c', job)])
  await results.of(db, 'c', job)
  expect(job.state.runs).toBe(1)
  job.state.value = 2
  await results.of(db, 'c', job)
  expect(job.state.runs).toBe(2)
  await results.of(db, 'd', job)
  await results.of(makeCampaignDesk().db, 'c', job)
  expect(job.state.runs).toBe(4)
})

test('runs again when something changed under it, and not for ever', async () => {
  const { db } = makeCampaignDesk()
  const job = makeJob()
  job.state.during = () => {
    job.state.value += 1
  }
  await createCheckResults().of(db, 'c', job)
  expect(job.state.runs).toBe(3)
})

test('a run that failed is not kept', async () => {
  const { db } = makeCampaignDesk()
  const results = createCheckResults()
  const job = { key: () => 'k', run: async () => Promise.reject(new Error('broken')) }
  await expect(results.of(db, 'c', job)).rejects.toThrow('broken')
  expect(await results.of(db, 'c', { key: () => 'k', run: async () => pass })).toEqual(pass)
})

test('contacts that change under the same number are seen', async () => {
  const desk = makeCampaignDesk()
  const columns: Column[] = [
    { index: 0, name: 'メール', meaning: 'address' },
    { index: 1, name: '氏名', meaning: 'name' },
  ]
  const list = await desk.importList('顧客', columns, ['メール,氏名', 'taro@example.com,山田'])
  const { id } = await desk.message.handlers['campaigns.create']({ name: 'x' }, author)
  const change = { campaign: id, lists: [list], subject: 's', text: '{{ 氏名 }}様' }
  await desk.message.handlers['campaigns.update'](change, author)
  const honorific = async () =>
    (await desk.checks.resultsFor(id)).find((each) => each.check === 'honorific')?.verdict
  expect(await honorific()).toBe('pass')
  const before = dataVersions(desk.db)
  await desk.importList('別', columns, ['メール,氏名', 'taro@example.com,山田様'])
  expect(dataVersions(desk.db)).not.toEqual(before)
  expect(await honorific()).toBe('warning')
})
