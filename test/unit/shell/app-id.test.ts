import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('the program calls itself what its shortcut is called, or Windows shows none of its notices', () => {
  const text = (path: string) => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8')
  const appId = /^appId: (.+)$/m.exec(text('electron-builder.yml'))?.[1]
  expect(appId).toBeTruthy()
  expect(text('main/shell/app.ts')).toContain(`app.setAppUserModelId('${appId}')`)
})
