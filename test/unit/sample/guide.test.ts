import { describe, expect, it } from 'vitest'
import { closedChannels } from '../../../main/sample/closed-channels.ts'
import { makeContactFile } from '../../../main/sample/contacts.ts'
import { stepOf } from '../../../main/sample/guide.ts'
import { sampleDesks, sampleSteps } from '../../../preload/contract/sample.ts'
import { channelNames } from '../../../preload/contract.ts'

describe('the guide of the sample', () => {
  it('has for each step of each desk a call that ticks it, and that is open', () => {
    for (const desk of sampleDesks) {
      const open = channelNames.filter((name) => !closedChannels.has(name))
      const ticked = new Set(open.map((name) => stepOf(desk, name)))
      expect([...ticked].filter((step) => step !== null).sort(), desk).toEqual(
        [...sampleSteps[desk]].sort(),
      )
    }
  })
})

describe('contacts of the sample', () => {
  it.each(['ja', 'en'] as const)('are nobody’s: reserved domains only (%s)', (language) => {
    const bytes = makeContactFile({ language, count: 3000, from: 1000, hasFailures: true })
    const rows = new TextDecoder().decode(bytes).trim().split('\r\n').slice(1)
    const addresses = rows.map((row) => row.split(',')[1] ?? '')
    expect(new Set(addresses).size).toBe(3000)
    expect(addresses.filter((each) => !/@([a-z]+\.)?example(\.(jp|com|net))?$/.test(each))).toEqual(
      [],
    )
    const failing = addresses.filter((each) => /^(moved|full)\./.test(each))
    expect(failing.length / rows.length).toBeGreaterThan(0.01)
    expect(failing.length / rows.length).toBeLessThan(0.04)
  })
})
