import { describe, expect, it } from 'vitest'
import { openAudienceWork } from '../../../main/approval/audience-work.ts'
import { freeze } from '../../../main/approval/freeze.ts'
import { openPart } from '../../../main/approval/sealed-content.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { createSignedRequest, makeRows, template } from '../../support/signed-request.ts'

const signed = createSignedRequest()

/** Below and above the number of rows from which a thread of its own does it. */
describe.each([30, 3000])('freezing and auditing %i rows', (count) => {
  it('says the same about them as whoever opens them', async () => {
    const contentKey = systemRandom.bytes(32)
    const work = openAudienceWork(count)
    const frozen = await freeze(work, makeRows(count), template)
    const manifest = 'ab'.repeat(32)
    const nonce = systemRandom.bytes(16)
    const sealed = await work.ask('seal', { piece: 0, contentKey, manifest, nonce })
    expect(frozen.pieces).toEqual([count])
    // It is let go of as soon as it is sealed.
    const again = () => work.ask('seal', { piece: 0, contentKey, manifest, nonce })
    expect(await problemOfAsync(again)).toBe('approval.manifest-altered')
    await work.close()
    const copy = Uint8Array.from(sealed)
    const rows = openPart({ contentKey, manifest, part: 'rows:0', sealed: copy })
    expect(rows.filter((byte) => byte === 0x0a)).toHaveLength(count)

    const audience = { ...signed.manifest.audience, ...frozen, domains: [...frozen.domains] }
    const stated = {
      ...signed.manifest,
      audience: { ...audience, pieces: [...frozen.pieces] },
      samples: [...frozen.samples],
    }
    const reader = openAudienceWork(count)
    await reader.ask('audit', { manifest: stated, template, surveys: true })
    const opened = { piece: 0, contentKey, manifest }
    await reader.ask('open', { ...opened, sealed })
    const { samples, survey } = await reader.ask('end', null)
    expect(samples.map((each) => each.index)).toEqual(frozen.samples.map((each) => each.index))
    expect(survey?.groups.map((each) => each.count)).toEqual([count / 5, (count / 5) * 4])
    await reader.close()
  })

  it('names what is wrong, and what it did not open', async () => {
    const work = openAudienceWork(count)
    const contentKey = systemRandom.bytes(32)
    const sealed = Buffer.alloc(100)
    const opened = { piece: 0, sealed, contentKey, manifest: 'ab'.repeat(32) }
    expect(await problemOfAsync(() => work.ask('open', opened))).toBe('journal.blob-altered')
    expect(await problemOfAsync(() => work.ask('end', null))).toBe('approval.manifest-altered')
    await work.close()
  })
})
