import { expect, test } from 'vitest'
import { expectNothingLost } from '../../support/appending-stations.ts'
import { makeTeam } from '../../support/organization.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const isSlow = Boolean(process.env.SLOW)

test('S07 several processes append to one share at once, some killed: none lost, none twice', async () => {
  const crowd = { processes: isSlow ? 10 : 4, records: 30, seconds: isSlow ? 60 : null }
  const team = await makeTeam(makeTempFolder())
  const count = await expectNothingLost(team, { ...crowd, database: null })
  expect(count).toBeGreaterThan(0)
  if (isSlow) console.log(`share: ${count} records by ${crowd.processes} processes in 60 s`)
}, 600_000)
