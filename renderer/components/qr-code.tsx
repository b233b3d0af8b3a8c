import { makeStyles } from '@fluentui/react-components'
import { useMemo } from 'react'
import { encode } from 'uqr'

const useStyles = makeStyles({
  drawing: { display: 'block', backgroundColor: '#fff', forcedColorAdjust: 'none' },
})

export interface QrCodeProps {
  readonly text: string
  /** What it is for, read out instead of the drawing. */
  readonly label: string
  readonly sizePx?: number | undefined
}

/** Black on white in every theme, with its quiet zone: cameras read nothing else reliably. */
export function QrCode(props: QrCodeProps) {
  const styles = useStyles()
  const code = useMemo(() => {
    const { data, size } = encode(props.text, { ecc: 'M', border: 4 })
    return { path: toPath(data), size }
  }, [props.text])
  const size = props.sizePx ?? 184
  return (
    <svg
      className={styles.drawing}
      width={size}
      height={size}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={props.label}
      shapeRendering="crispEdges"
    >
      <path d={code.path} fill="#000" />
    </svg>
  )
}

/** One rectangle per run of dark modules. */
function toPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) => {
      let path = ''
      for (let x = 0; x < row.length; x++) {
        const start = x
        while (row[x]) {
          x++
        }
        if (x > start) {
          path += `M${start} ${y}h${x - start}v1h-${x - start}z`
        }
      }
      return path
    })
    .join('')
}
