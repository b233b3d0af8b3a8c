import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openPreferences } from '../../main/preferences.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

it('keeps every preference over a restart', () => {
  const folder = makeTempFolder('preferences')
  const chosen = {
    language: 'en',
    theme: 'contrast',
    density: 'compact',
    startPage: 'approvals',
    idleMinutes: 3,
  } as const
  openPreferences(folder, 'ja', false).set(chosen)
  expect(openPreferences(folder, 'ja', false).get()).toEqual(chosen)
  openPreferences(folder, 'ja', false).set({ idleMinutes: null })
  expect(openPreferences(folder, 'ja', false).get().idleMinutes).toBe(null)
})

it('reads what an earlier version has written, and what is damaged as nothing', () => {
  const folder = makeTempFolder('preferences')
  writeFileSync(join(folder, 'preferences.json'), '{"language":"en","theme":"dark"}')
  const first = { language: 'en', theme: 'dark', density: 'comfortable' }
  expect(openPreferences(folder, 'ja', false).get()).toMatchObject(first)
  writeFileSync(
    join(folder, 'preferences.json'),
    '{"language":"en","theme":"dark","idleMinutes":-1}',
  )
  expect(openPreferences(folder, 'ja', false).get()).toMatchObject({
    language: 'ja',
    idleMinutes: null,
  })
  expect(readFileSync(join(folder, 'preferences.json'), 'utf8')).toContain('-1')
})
