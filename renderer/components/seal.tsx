import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useText } from '../i18n/language.tsx'
import { vermilion } from '../theme.ts'
import { sealSize, sealStrokes } from './seal-strokes.ts'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', gap: '12px', margin: 0 },
  stacked: { flexDirection: 'column', gap: '8px' },
  drawing: { display: 'block', flexShrink: 0, forcedColorAdjust: 'none' },
  words: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
})

export interface SealProps {
  /** SHA-256 in hexadecimal. */
  readonly digest: string
  readonly words: readonly string[]
  readonly sizePx?: number | undefined
  readonly layout?: 'row' | 'stacked' | undefined
  /** Leaves the words out where they stand beside it already. */
  readonly isBare?: boolean | undefined
}

/** 印影: a digest as a small vermilion square. Two that look the same are of the same digest. */
export function Seal(props: SealProps) {
  const styles = useStyles()
  const t = useText()
  const strokes = useMemo(() => sealStrokes(props.digest), [props.digest])
  const size = props.sizePx ?? 48
  const words = props.words.join(' ')
  return (
    <figure className={mergeClasses(styles.root, props.layout === 'stacked' && styles.stacked)}>
      <svg
        className={styles.drawing}
        width={size}
        height={size}
        viewBox={`0 0 ${sealSize} ${sealSize}`}
        role="img"
        aria-label={t('app.seal', { words })}
      >
        <rect width={sealSize} height={sealSize} rx={9} fill={vermilion} />
        <rect
          x={5}
          y={5}
          width={sealSize - 10}
          height={sealSize - 10}
          rx={5}
          fill="none"
          stroke="#fff"
          strokeWidth={1.6}
        />
        <g stroke="#fff" strokeWidth={3.4} strokeLinecap="square">
          {strokes.map((stroke) => (
            <line key={`${stroke.x1},${stroke.y1},${stroke.x2},${stroke.y2}`} {...stroke} />
          ))}
        </g>
      </svg>
      {props.isBare ? null : <figcaption className={styles.words}>{words}</figcaption>}
    </figure>
  )
}
