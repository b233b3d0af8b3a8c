/** One stroke of a seal, in a square of `sealSize` units. */
export interface Stroke {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export const sealSize = 100

const columnsHalf = 3
const rows = 5
const cell = { left: 13, top: 13, width: 33, height: 33, gap: 8 }

/**
 * Draws a digest as four signs in the manner of seal script: strokes between the points of a small
 * lattice, mirrored left to right. The same digest always gives the same strokes; 88 of its bits
 * decide them, and the words under the seal carry the comparison.
 */
export function sealStrokes(digest: string): Stroke[] {
  const bits = toBits(digest)
  return [0, 1, 2, 3].flatMap((quarter) => {
    const x = cell.left + (quarter % 2) * (cell.width + cell.gap)
    const y = cell.top + Math.floor(quarter / 2) * (cell.height + cell.gap)
    return signStrokes(bits.slice(quarter * 64, quarter * 64 + 64)).flatMap((stroke) => [
      place(stroke, x, y, false),
      ...(isInTheMiddle(stroke) ? [] : [place(stroke, x, y, true)]),
    ])
  })
}

/** The left half of one sign, in lattice points. Horizontals are likelier, as in the script. */
function signStrokes(bits: readonly boolean[]): Stroke[] {
  const strokes: Stroke[] = []
  let at = 0
  const take = () => bits[at++] ?? false
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columnsHalf - 1; column++) {
      const isDrawn = take() || (row % 2 === 0 && take())
      if (isDrawn) {
        strokes.push({ x1: column, y1: row, x2: column + 1, y2: row })
      }
    }
  }
  for (let column = 0; column < columnsHalf; column++) {
    for (let row = 0; row < rows - 1; row++) {
      if (take()) {
        strokes.push({ x1: column, y1: row, x2: column, y2: row + 1 })
      }
    }
  }
  return strokes
}

/** Its own mirror image. */
const isInTheMiddle = ({ x1, x2 }: Stroke) => x1 === columnsHalf - 1 && x2 === columnsHalf - 1

function place(stroke: Stroke, x: number, y: number, isMirrored: boolean): Stroke {
  const points = (columnsHalf - 1) * 2
  const across = (point: number) =>
    x + ((isMirrored ? points - point : point) * cell.width) / points
  const down = (point: number) => y + (point * cell.height) / (rows - 1)
  return {
    x1: across(stroke.x1),
    y1: down(stroke.y1),
    x2: across(stroke.x2),
    y2: down(stroke.y2),
  }
}

function toBits(digest: string): boolean[] {
  return [...digest].flatMap((digit) => {
    const value = Number.parseInt(digit, 16)
    return [8, 4, 2, 1].map((mask) => (value & mask) !== 0)
  })
}
