import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeTeam } from '../support/organization.ts'
import { filesBelow } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/** S22 belongs to the whole product; here the journal's own part: what it writes by itself. */
test('S22 no name of a person, a PC, a relay or a sender lies readable in the share', async () => {
  const team = await makeTeam(makeTempFolder())
  const { administrator } = team
  const author = await team.join('author', ['author'])
  await administrator.journal.publishPolicy(
    ({ rules, routeKeys, detail }) => ({
      rules,
      routeKeys,
      detail: {
        ...detail,
        senderIdentities: [
          {
            id: 's-1',
            name: 'Canary-Sender',
            address: 'canary@sender.example',
            replyTo: 'canary-reply@sender.example',
          },
        ],
      },
    }),
    administrator.signer,
  )
  await author.journal.sync()
  expect(author.journal.policy().detail.senderIdentities[0]?.name).toBe('Canary-Sender')
  await author.journal.append({
    kind: 'withdrawal',
    body: { request: 'a'.repeat(64) },
    signer: author.signer,
  })

  const texts = filesBelow(team.share).flatMap((file) => readings(readFileSync(file)))
  expect(texts.length).toBeGreaterThan(10)
  const canaries = texts.flatMap((text) => text.match(/canary[-@.A-Za-z]*/gi) ?? [])
  // The organization's own name is in root.1 on purpose: people see it before they have any key.
  expect(new Set(canaries)).toEqual(new Set(['Canary-Organization']))
})

/** The bytes, and whatever base64 in them yields, down to the third layer. */
function readings(bytes: Buffer, layer = 0): string[] {
  const text = bytes.toString('latin1')
  if (layer === 3) return [text]
  const inner = text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []
  return [text, ...inner.flatMap((each) => readings(Buffer.from(each, 'base64'), layer + 1))]
}
