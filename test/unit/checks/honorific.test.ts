import { describe, expect, test } from 'vitest'
import { checked, type Described } from '../../support/checked.ts'

const to = (氏名: string): Partial<Described> => ({
  rows: [{ address: 'a@example.com', fields: { 氏名 } }],
})

describe('honorific', () => {
  test.each<[Described, string, string]>([
    [{ text: '{{ 氏名 }} 様', ...to('山田様') }, 'doubled', '様 様'],
    [{ text: '{{ 氏名 }}様', ...to('関所商事 御中') }, 'doubled', '御中様'],
    [{ text: '{{ 氏名 }}様', ...to('山田先生') }, 'doubled', '先生様'],
    [{ text: '各位様' }, 'doubled', '各位様'],
    [{ text: 'お客様各位' }, 'doubled', '様各位'],
    [{ text: "{{ 氏名 | default: '' }} 様\nいつも", ...to('') }, 'no-name', '様'],
    [{ text: '　御中\n' }, 'no-name', '御中'],
    [{ text: '{{ 氏名 }}様', ...to('山田部長') }, 'title', '部長様'],
    [{ subject: '社長 様へ', text: 'x' }, 'title', '社長 様'],
  ])('%o', async (described, code, text) => {
    expect(await checked('honorific', described)).toMatchObject({
      verdict: 'warning',
      findings: [{ code, params: { text, count: 1, index: 0 } }],
    })
  })

  test.each<Described>([
    { text: '{{ 氏名 }} 様', ...to('山田 太郎') },
    { text: '関所商事 御中' },
    { text: 'お客様へ、皆様の様子はいかがですか' },
    { text: 'お客様様式のご案内' },
    { text: '各位' },
    { text: '部長 山田様' },
    { text: '様々な方法で' },
    { text: 'Dear customer' },
  ])('%o passes', async (described) => {
    expect((await checked('honorific', described)).findings).toEqual([])
  })
})
