import addressparser from 'nodemailer/lib/addressparser/index.js'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../main/address/address.ts'

/**
 * M06: what has led address readers astray, ours must refuse, or read as the very mailbox that
 * stands there. The first block are the payloads of nodemailer's advisories.
 */
const hostile = [
  // CVE-2025-13033 and the ones after it: quoted and commented mailboxes read as another domain
  '"xclow3n@gmail.com x"@internal.domain',
  '"attacker@evil.example"@example.jp',
  'user@example.com(x)evil.com',
  'user(comment)@example.jp',
  'user@(comment)example.jp',
  'user@example.jp (evil@evil.example)',
  '"user\\"@evil.example, x"@example.jp',
  'user@example.jp <evil@evil.example>',
  '<evil@evil.example> user@example.jp',
  'Name <user@example.jp>',
  '"Name" <user@example.jp>',
  '<user@example.jp>',
  '<<user@example.jp>>',
  'a@b@example.jp',
  'ok@exa mple.jp',
  'user@example.jp\u0000.evil.example',
  // groups, lists, routes
  'Group: a@example.jp, b@example.jp;',
  'undisclosed-recipients:;',
  'a@example.jp, b@example.jp',
  'a@example.jp;b@example.jp',
  '@relay.example,@other.example:user@example.jp',
  '@relay.example:user@example.jp',
  '<@relay.example:user@example.jp>',
  'user%example.jp@relay.example/x',
  'relay.example!user',
  // new commands and headers
  'user@example.jp\r\nRCPT TO:<evil@evil.example>',
  'user@example.jp\nBcc: evil@evil.example',
  'user@example.jp\rBcc: evil@evil.example',
  'us\r\ner@example.jp',
  'user@example.jp> SIZE=1\r\nDATA',
  'user@example.jp> BODY=8BITMIME',
  'user@example.jp>\u2028RCPT TO:<evil@evil.example',
  'user\u0085@example.jp',
  'user@example.jp\u0085x',
  'user\t@example.jp',
  'user@exa\tmple.jp',
  '\u007fuser@example.jp',
  // what is not seen
  'us\u200ber@example.jp',
  'user@exam\u200bple.jp',
  'user@example\u00ad.jp',
  'user\u202e@example.jp',
  'user@\u202egro.elpmaxe\u202c',
  'user\ufe0f@example.jp',
  'user@example\u2060.jp',
  'user\u{e0041}@example.jp',
  'user\u3164@example.jp',
  'user@example.jp\ufffd',
  'user\ud800@example.jp',
  // other mailboxes in other letters
  'user＠example.jp@evil.example',
  'user@example.jp＠evil.example',
  'üser@example.jp',
  'ｕｓｅｒ@example.jp',
  'user﹫example.jp',
  'user@example．jp／..',
  'user@ⓔxample．jp#@evil.example',
  // domains that a URL reads differently
  'user@exam%70le.jp',
  'user@example.jp/@evil.example',
  'user@example.jp\\@evil.example',
  'user@example.jp?x@evil.example',
  'user@127.0.0.1',
  'user@2130706433',
  'user@0x7f000001',
  'user@0177.0.0.1',
  'user@[127.0.0.1]',
  'user@[IPv6:::1]',
  'user@::1',
  'user@localhost',
  'user@example.jp:25',
  'user@example.jp.',
  'user@xn--0.jp',
  'user@xn--example-.jp',
  // encoded words, UTF-7, quoting
  '=?utf-8?q?user=40evil.example=3e=00?=foo@example.jp',
  '"user"@example.jp',
  '"us er"@example.jp',
  '""@example.jp',
  '\\user@example.jp',
  `${'x'.repeat(100_000)}@example.jp`,
  `user@${'x.'.repeat(50_000)}jp`,
  `${'('.repeat(10_000)}user@example.jp`,
]

describe('M06 hostile addresses', () => {
  it('has at least sixty of them', () => expect(hostile.length).toBeGreaterThanOrEqual(60))

  it.each(hostile)('%j is refused, or stays the mailbox that it is', (text) => {
    const parsed = parseAddress(text)
    if (typeof parsed !== 'string') {
      expect(parsed.reason).not.toBe('')
      return
    }
    // Only atoms that happen to look strange may pass, byte for byte.
    expect(parsed).toBe(text)
    expect(parsed).toMatch(/^[!-?A-~]+@[a-z0-9.-]+$/)
    expect(parsed).not.toMatch(/[\s<>()[\]:;,"\\]/)
    expect(addressparser(parsed)).toEqual([{ address: parsed, name: '' }])
  })

  it('takes no time for long ones', () => {
    const began = performance.now()
    for (const text of hostile) parseAddress(text)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
