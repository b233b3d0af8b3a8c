// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only in sight need grid roles
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useRowPx } from './density.tsx'

const useStyles = makeStyles({
  head: {
    display: 'grid',
    position: 'sticky',
    top: 0,
    zIndex: 1,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground2,
  },
  row: {
    display: 'grid',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    boxSizing: 'border-box',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
    },
  },
  clickable: { cursor: 'pointer' },
  active: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground1Selected,
  },
  focused: {
    outlineStyle: 'solid',
    outlineWidth: '2px',
    outlineColor: tokens.colorStrokeFocus2,
    outlineOffset: '-2px',
  },
  cell: {
    alignSelf: 'center',
    padding: '0 12px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  headCell: { fontSize: tokens.fontSizeBase200 },
  end: { textAlign: 'right' },
})

export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  /** A track of CSS grid: '160px', '1fr', 'minmax(120px, 2fr)'. */
  readonly width: string
  readonly align?: 'start' | 'end' | undefined
  readonly render: (row: Row) => ReactNode
}

export function TableHead<Row>(props: { columns: readonly TableColumn<Row>[] }) {
  const styles = useStyles()
  const height = useRowPx()
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={styles.head}
      style={{ height, gridTemplateColumns: trackOf(props.columns) }}
    >
      {props.columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          className={mergeClasses(
            styles.cell,
            styles.headCell,
            column.align === 'end' && styles.end,
          )}
        >
          {column.header}
        </div>
      ))}
    </div>
  )
}

export interface TableRowProps<Row> {
  readonly id: string
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly TableColumn<Row>[]
  readonly isActive: boolean
  readonly hasFocus: boolean
  readonly onOpen: (() => void) | null
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const styles = useStyles()
  const { row } = props
  const height = useRowPx()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keyboard for its rows
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isActive}
      className={mergeClasses(
        styles.row,
        props.onOpen !== null && styles.clickable,
        props.isActive && styles.active,
        props.isActive && props.hasFocus && styles.focused,
      )}
      style={{ height, gridTemplateColumns: trackOf(props.columns) }}
      onClick={props.onOpen ?? undefined}
    >
      {props.columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={mergeClasses(styles.cell, column.align === 'end' && styles.end)}
        >
          {row === undefined ? null : column.render(row)}
        </div>
      ))}
    </div>
  )
}

function trackOf(columns: readonly { readonly width: string }[]): string {
  return columns.map(({ width }) => width).join(' ')
}
