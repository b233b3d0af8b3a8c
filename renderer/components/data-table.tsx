// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only in sight need grid roles
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useRowPx } from './density.tsx'
import { isPartOfMore } from './single-key.ts'
import { type TableColumn, TableHead, TableRow } from './table-row.tsx'
import { scrollTopFor, type TableView, windowOf } from './table-window.ts'

/** What a table shows, for whoever makes one. */
export type { TableColumn } from './table-row.tsx'

const useStyles = makeStyles({
  grid: {
    position: 'relative',
    flexShrink: 0,
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  fill: { flexGrow: 1, flexShrink: 1, flexBasis: 0, minHeight: '160px' },
  wide: { minWidth: 'min-content' },
  canvas: { position: 'relative' },
  rows: { position: 'absolute', left: 0, right: 0, top: 0 },
})

const bordersPx = 2

export interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rowCount: number
  /** Undefined for a row that is not here yet: its cells stay empty. */
  readonly rowAt: (index: number) => Row | undefined
  /** Says which rows are wanted, so that the owner can fetch them. Keep its identity stable. */
  readonly onWindow?: ((first: number, last: number) => void) | undefined
  /** A click or Enter on a row. */
  readonly onOpen?: ((row: Row, index: number) => void) | undefined
  /** The space bar on a row. */
  readonly onTick?: ((row: Row) => void) | undefined
  /** Grows to its content up to this many rows; without it, it fills its place. */
  readonly rowsShownMax?: number | undefined
}

/** A table of any length: only the rows in sight exist. Arrow keys, J, K, Page, Home and End move. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const styles = useStyles()
  const grid = useRef<HTMLDivElement>(null)
  const rowPx = useRowPx()
  const [scrollTopPx, setScrollTop] = useState(0)
  const [hasFocus, setFocus] = useState(false)
  const viewportPx = Math.max(0, useHeight(grid) - rowPx)
  const view: TableView = { rowCount: props.rowCount, rowPx, scrollTopPx, viewportPx }
  const shown = windowOf(view)
  const { onWindow, rowsShownMax } = props
  useEffect(() => onWindow?.(shown.first, shown.last), [onWindow, shown.first, shown.last])

  const { active, open, onKeyDown } = useActiveRow(props, view, grid)

  const toRow = (index: number) => (
    <TableRow
      key={index}
      id={rowId(props.label, index)}
      index={index}
      row={props.rowAt(index)}
      columns={props.columns}
      isActive={index === active}
      hasFocus={hasFocus}
      onOpen={props.onOpen === undefined ? null : () => open(index)}
    />
  )
  const isActiveDrawn = active >= shown.first && active < shown.last
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.rowCount + 1}
      aria-colcount={props.columns.length}
      aria-activedescendant={isActiveDrawn ? rowId(props.label, active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      className={mergeClasses(styles.grid, rowsShownMax === undefined && styles.fill)}
      style={
        rowsShownMax === undefined ? {} : { height: heightOf(rowsShownMax, props.rowCount, rowPx) }
      }
    >
      <div role="presentation" className={styles.wide}>
        <TableHead columns={props.columns} />
        <div role="presentation" className={styles.canvas} style={{ height: shown.heightPx }}>
          <div
            role="rowgroup"
            className={styles.rows}
            style={{ transform: `translateY(${shown.offsetPx}px)` }}
          >
            {indexes(shown.first, shown.last).map(toRow)}
          </div>
        </div>
      </div>
    </div>
  )
}

/** The row that the keyboard stands on. */
function useActiveRow<Row>(
  props: DataTableProps<Row>,
  view: TableView,
  grid: RefObject<HTMLElement | null>,
) {
  const [active, setActive] = useState(-1)

  function moveTo(index: number) {
    const row = Math.max(0, Math.min(props.rowCount - 1, index))
    setActive(row)
    const top = scrollTopFor(row, view)
    if (top !== null && grid.current !== null) {
      grid.current.scrollTop = top
    }
  }

  function open(index: number) {
    const row = props.rowAt(index)
    if (row !== undefined) {
      setActive(index)
      props.onOpen?.(row, index)
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isPartOfMore(event)) return
    const target = targetOf(event.key, active, view)
    if (target !== null) {
      event.preventDefault()
      moveTo(target)
    } else if (event.key === 'Enter' && active >= 0 && event.target === event.currentTarget) {
      event.preventDefault()
      open(active)
    } else if (event.key === ' ' && active >= 0 && event.target === event.currentTarget) {
      const row = props.rowAt(active)
      if (row === undefined || props.onTick === undefined) return
      event.preventDefault()
      props.onTick(row)
    }
  }

  return { active, open, onKeyDown }
}

/** The head, the rows, and its own borders: no scroll bar before there is something to scroll. */
function heightOf(rowsShownMax: number, rowCount: number, rowPx: number): number {
  return (1 + Math.min(rowsShownMax, rowCount)) * rowPx + bordersPx
}

/** The row that a key leads to; null for a key that leads nowhere. */
function targetOf(key: string, active: number, view: TableView): number | null {
  const page = Math.max(1, Math.floor(view.viewportPx / view.rowPx) - 1)
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    j: active + 1,
    k: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: view.rowCount - 1,
  }
  return targets[key] ?? null
}

function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const target = element.current
    if (target === null) {
      return
    }
    const observer = new ResizeObserver(() => setHeight(target.clientHeight))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return height
}

function indexes(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, step) => first + step)
}

function rowId(label: string, index: number): string {
  return `${label.replace(/\s/g, '-')}-row-${index}`
}
