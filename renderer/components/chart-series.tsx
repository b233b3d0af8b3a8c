import { makeStyles, tokens } from '@fluentui/react-components'

/** What a chart counts. Told apart by hue, by lightness and by pattern, so that any one of them is enough. */
export const chartSeries = ['sent', 'waiting', 'deferred', 'failed', 'other'] as const
export type ChartSeries = (typeof chartSeries)[number]

/** Blue, amber and dark red: they differ in lightness too, whatever the colour vision. */
export const useSeriesStyles = makeStyles({
  sent: {
    fill: tokens.colorCompoundBrandBackground,
    stroke: tokens.colorCompoundBrandBackground,
    '@media (forced-colors: active)': { fill: 'Highlight', stroke: 'CanvasText' },
  },
  waiting: {
    fill: tokens.colorNeutralBackground5,
    stroke: tokens.colorNeutralStrokeAccessible,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  deferred: {
    fill: tokens.colorPaletteMarigoldBackground3,
    stroke: tokens.colorPaletteMarigoldBackground3,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  failed: {
    fill: tokens.colorPaletteDarkRedBackground2,
    stroke: tokens.colorPaletteDarkRedForeground2,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  other: {
    fill: tokens.colorPaletteGrapeBackground2,
    stroke: tokens.colorPaletteGrapeForeground2,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  line: { fill: 'none', '@media (forced-colors: active)': { fill: 'none' } },
  ink: {
    stroke: tokens.colorNeutralForeground1,
    fill: tokens.colorNeutralForeground1,
    '@media (forced-colors: active)': { stroke: 'CanvasText', fill: 'CanvasText' },
  },
})

/** The marks over a colour: what forced colours leave of the difference. Put once into an svg; ids begin with `id`. */
export function ChartPatterns({ id }: { readonly id: string }) {
  const { ink } = useSeriesStyles()
  const box = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' } as const
  return (
    <defs>
      <pattern id={`${id}-deferred`} {...box}>
        <circle cx={2} cy={2} r={1.2} className={ink} />
        <circle cx={6} cy={6} r={1.2} className={ink} />
      </pattern>
      <pattern id={`${id}-failed`} {...box} patternTransform="rotate(45)">
        <rect width={2} height={8} className={ink} />
      </pattern>
      <pattern id={`${id}-other`} {...box}>
        <path d="M0 4H8M4 0V8" className={ink} strokeWidth={1} />
      </pattern>
    </defs>
  )
}

const patterned: ReadonlySet<ChartSeries> = new Set(['deferred', 'failed', 'other'])

/** One piece of a bar: its colour, and its pattern over it. */
export function ChartPiece(props: {
  readonly id: string
  readonly series: ChartSeries
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}) {
  const styles = useSeriesStyles()
  const { id, series, ...box } = props
  if (box.width <= 0) return null
  return (
    <>
      <rect {...box} className={styles[series]} strokeWidth={0.5} />
      {patterned.has(series) ? <rect {...box} fill={`url(#${id}-${series})`} /> : null}
    </>
  )
}

/** How a line runs besides its colour. */
export const lineDash: Readonly<Record<ChartSeries, string>> = {
  sent: '',
  waiting: '2 4',
  deferred: '8 4',
  failed: '2 3',
  other: '12 3 2 3',
}
