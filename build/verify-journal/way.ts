import type { Chains } from './chains.ts'
import { asList, asObject, asText } from './envelope.ts'
import { sha256 } from './refusal.ts'
import type { Report } from './report.ts'
import type { Json } from './strict-json.ts'

type Fields = { readonly [key: string]: Json }

/**
 * docs/journal-format.md, sections 2 and 7: the policy of the moment has the digests of the route and
 * the sender in the manifest, which is spelled in the order of the schema.
 */
export function judgeWay(
  manifest: Fields,
  { chains, at, report }: { readonly chains: Chains; readonly at: string; readonly report: Report },
): void {
  const policy = chains.versions.policy.findLast((each) => each.at <= at)
  const entries = asList(policy?.body.entries ?? [], 'entries').map((each) =>
    asObject(each, 'entry'),
  )
  const { headers, senderIdentity, senderSalt, smime } = manifest
  const { from, replyTo } = asObject(headers, 'headers')
  const { name, address } = asObject(from, 'from')
  const rest = {
    ...(senderSalt === undefined ? {} : { salt: senderSalt }),
    ...(smime === undefined ? {} : { smime }),
  }
  const parts = [
    { kind: 'route', value: asObject(manifest.route, 'route') },
    { kind: 'sender', value: { id: senderIdentity, name, address, replyTo, ...rest } },
  ]
  for (const { kind, value } of parts) {
    const digest = sha256(Buffer.from(`${kind}\n${JSON.stringify(value)}`))
    const entry = entries.find((each) => each.kind === kind && each.id === value.id)
    if (entry?.digest === digest)
      report.holds.push(
        `Its ${kind} is what the administrators had signed since ${asText(entry.since, 'since')}.`,
      )
    else report.fails.push(`Its ${kind} is not one that the policy of that moment has.`)
  }
}
