import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mailFrom, rcptTo } from '../../../../main/sending/smtp/command.ts'
import {
  createDialogue,
  dialogueLinesMax,
  redactDialogue,
  type Spoken,
} from '../../../../main/sending/smtp/dialogue.ts'

const us = (text: string): Spoken => ({ by: 'us', text })
const relay = (code: number, ...lines: string[]): Spoken => ({
  by: 'relay',
  reply: { code, enhanced: null, lines },
})

it('tells commands and replies, and of AUTH the mechanism alone', () => {
  expect(
    redactDialogue([
      us('EHLO [127.0.0.1]\r\n'),
      relay(250, 'relay', 'AUTH LOGIN'),
      us('AUTH LOGIN\r\n'),
      relay(334, 'VXNlcm5hbWU6'),
      us('c2VraXNobw==\r\n'),
      relay(334, 'UGFzc3dvcmQ6'),
      us('c2VjcmV0\r\n'),
      relay(235, 'ok'),
      us(
        'MAIL FROM:<info@example.jp> SIZE=9 RET=HDRS ENVID=abc\r\nRCPT TO:<taro@example.com>\r\nDATA\r\n',
      ),
      relay(550, '5.1.1 <taro@example.com>: TARO is unknown'),
      { by: 'us', text: 4096 },
      us('\r\n.\r\n'),
      us('本文\r\n'),
      { by: 'nobody', text: 'closed' },
    ]),
  ).toEqual([
    '> EHLO [127.0.0.1]',
    '< 250-relay',
    '< 250 AUTH LOGIN',
    '> AUTH LOGIN (AUTH)',
    '< 334 (AUTH)',
    '> (AUTH)',
    '< 334 (AUTH)',
    '> (AUTH)',
    '< 235 ok',
    '> MAIL FROM:<…@example.jp> SIZE=9',
    '> RCPT TO:<…@example.com>',
    '> DATA',
    '< 550 5.1.1 <…@example.com>: … is unknown',
    '> (4096 bytes)',
    '> .',
    '> (not a command)',
    '* closed',
  ])
})

it('lets out no local part, whatever the relay does with it', () => {
  const local = fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{4,20}$/)
  fc.assert(
    fc.property(
      local,
      fc.array(fc.constantFrom('<', '>', ' ', ': ', 'to=', '"', '(')),
      (part, signs) => {
        const address = `${part}@example.jp`
        const said = [
          us(mailFrom('bounce@example.jp', 10, 'id')),
          us(rcptTo(address, true)),
          ...signs.map((sign) => relay(550, `no ${sign}${address}${sign} nor ${sign}${part} here`)),
        ]
        for (const line of redactDialogue(said)) {
          if (line.startsWith('< '))
            expect(line.replace(/^< 550 /, '').split(/[ <>:"(]/)).not.toContain(part)
          else expect(line).not.toContain(`<${part}`)
          expect(line).not.toContain('ORCPT')
        }
      },
    ),
  )
})

it('keeps the beginning and the end of a session that went on for days', () => {
  const dialogue = createDialogue()
  dialogue.said('EHLO [127.0.0.1]\r\n')
  for (let nth = 0; nth < 10_000; nth += 1)
    dialogue.heard({ code: 250, enhanced: null, lines: [`${nth}`] })
  const lines = dialogue.lines()
  expect(lines.length).toBeLessThanOrEqual(dialogueLinesMax)
  expect(lines[0]).toBe('> EHLO [127.0.0.1]')
  expect(lines.at(-1)).toBe('< 250 9999')
})
