import { describe, expect, test } from 'vitest'
import { checked } from '../../support/checked.ts'

describe('remote-content', () => {
  test.each<[string, string, string]>([
    ['<script>x</script>', 'stop', 'active'],
    ['<form action="https://a.jp/"></form>', 'stop', 'active'],
    ['<iframe src="https://a.jp/"></iframe>', 'stop', 'active'],
    ['<p onclick="x">', 'stop', 'active'],
    ['<meta http-equiv="refresh" content="0">', 'stop', 'active'],
    ['<img src="https://a.jp/1.gif">', 'warning', 'remote'],
    ['<style>@import "https://a.jp/x.css"</style>', 'warning', 'remote'],
    ['<p style="background:url(https://a.jp/x)">', 'warning', 'remote'],
  ])('%s: %s', async (html, verdict, code) => {
    expect(await checked('remote-content', { html })).toMatchObject({
      verdict,
      findings: expect.arrayContaining([expect.objectContaining({ code })]),
    })
  })

  test('counts messages, not places', async () => {
    const html = '<img src="https://a.jp/1.gif"><img src="https://a.jp/2.gif">'
    const rows = [{ address: 'a@example.com' }, { address: 'b@example.com' }]
    expect((await checked('remote-content', { html, rows })).findings[0]?.params.count).toBe(2)
  })

  test.each([
    '<p>本文</p>',
    '<img src="cid:logo">',
    '<a href="https://a.jp/">x</a>',
    '<style>p{color:red}</style>',
    '<table><tr><td bgcolor="#fff">x</td></tr></table>',
  ])('%s passes', async (html) => {
    expect((await checked('remote-content', { html })).verdict).toBe('pass')
  })
})
