import { readFileSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'

const Whole = v.pipe(v.number(), v.safeInteger())
const WindowPlace = v.strictObject({
  x: Whole,
  y: Whole,
  width: v.pipe(Whole, v.minValue(640), v.maxValue(16_384)),
  height: v.pipe(Whole, v.minValue(480), v.maxValue(16_384)),
  isMaximized: v.boolean(),
})
export type WindowPlace = v.InferOutput<typeof WindowPlace>

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The remembered place, or null when there is none, it is damaged, or no screen shows it any more. */
export function readPlace(file: string, screens: readonly Area[]): WindowPlace | null {
  const text = readIfThere(file)
  const parsed =
    text === null ? null : v.safeParse(v.pipe(v.string(), v.parseJson(), WindowPlace), text)
  if (parsed?.success !== true) return null
  return screens.some((screen) => isVisibleOn(screen, parsed.output)) ? parsed.output : null
}

export function writePlace(file: string, place: WindowPlace): void {
  writeFileSync(file, JSON.stringify(place), { mode: 0o600 })
}

/** Enough of the title bar to drag the window by. */
function isVisibleOn(screen: Area, place: WindowPlace): boolean {
  const overlap =
    Math.min(screen.x + screen.width, place.x + place.width) - Math.max(screen.x, place.x)
  return overlap >= 100 && place.y >= screen.y && place.y <= screen.y + screen.height - 40
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
