import { expect, it } from 'vitest'
import { chooseMechanism, toDialogue } from '../../../../main/sending/smtp/auth.ts'

it('prefers what says least to read along, all inside TLS', () => {
  expect(chooseMechanism(['CRAM-MD5', 'LOGIN', 'plain'])).toBe('PLAIN')
  expect(chooseMechanism(['CRAM-MD5', 'login'])).toBe('LOGIN')
  expect(chooseMechanism(['NTLM', 'CRAM-MD5'])).toBe('CRAM-MD5')
  expect(chooseMechanism(['GSSAPI', 'XOAUTH2'])).toBeNull()
})

it('speaks PLAIN as RFC 4616 and in UTF-8', () => {
  const { first, answers } = toDialogue('PLAIN', {
    user: 'tim',
    password: 'tanstaaftanstaaf',
    kind: 'password',
  })
  expect(first).toBe('AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm')
  expect(answers).toEqual([])
})

it('speaks LOGIN in two answers', () => {
  const { first, answers } = toDialogue('LOGIN', {
    user: '山田',
    password: 'パス',
    kind: 'password',
  })
  expect(first).toBe('AUTH LOGIN')
  expect(answers.map((answer) => Buffer.from(answer(''), 'base64').toString('utf8'))).toEqual([
    '山田',
    'パス',
  ])
})

it('answers the challenge of RFC 2195 as RFC 2195 does', () => {
  const { answers } = toDialogue('CRAM-MD5', {
    user: 'tim',
    password: 'tanstaaftanstaaf',
    kind: 'password',
  })
  const challenge = 'PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+'
  expect(answers.map((answer) => answer(challenge))).toEqual([
    'dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw',
  ])
})

it('shows a token to XOAUTH2 only, and a password never to it', () => {
  expect(chooseMechanism(['PLAIN', 'XOAUTH2'], 'token')).toBe('XOAUTH2')
  expect(chooseMechanism(['PLAIN', 'LOGIN'], 'token')).toBeNull()
  const { first, answers } = toDialogue('XOAUTH2', {
    user: 'a@b.jp',
    password: 't0k',
    kind: 'token',
  })
  const sent = Buffer.from(first.slice('AUTH XOAUTH2 '.length), 'base64').toString()
  expect(sent).toBe('user=a@b.jp\x01auth=Bearer t0k\x01\x01')
  expect(answers.map((answer) => answer('eyJzdGF0dXMiOiI0MDEifQ=='))).toEqual([''])
})
