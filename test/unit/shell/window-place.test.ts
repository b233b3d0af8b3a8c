import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlace, writePlace } from '../../../main/shell/window-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-place-'))
const file = join(folder, 'window.json')
afterAll(() => rmSync(folder, { recursive: true }))

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const place = { x: 100, y: 50, width: 1280, height: 800, isMaximized: false }

describe('the place of the window', () => {
  it('is remembered', () => {
    expect(readPlace(file, [screen])).toBeNull()
    writePlace(file, place)
    expect(readPlace(file, [screen])).toEqual(place)
  })

  it('is forgotten when no screen shows it any more', () => {
    writePlace(file, { ...place, x: 3000 })
    expect(readPlace(file, [screen])).toBeNull()
    expect(readPlace(file, [screen, { ...screen, x: 1920 }])).not.toBeNull()
    writePlace(file, { ...place, y: -200 })
    expect(readPlace(file, [screen])).toBeNull()
  })

  it.each(['', '{', '[]', '{"x":1}', '{"x":0,"y":0,"width":1,"height":1,"isMaximized":false}'])(
    'is forgotten when the file holds %s',
    (text) => {
      writeFileSync(file, text)
      expect(readPlace(file, [screen])).toBeNull()
    },
  )
})
