// biome-ignore-all lint/a11y/useSemanticElements: rows that exist only in sight need grid roles
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { scrollTopFor, type TableView, windowOf } from './table-window.ts'

const rowPx = 32

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: '120px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
  },
  fill: { flexGrow: 1, flexBasis: 0 },
  head: {
    display: 'grid',
    flexShrink: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground2,
    scrollbarGutter: 'stable',
    overflowY: 'hidden',
  },
  body: {
    overflowY: 'auto',
    overflowX: 'hidden',
    scrollbarGutter: 'stable',
    flexGrow: 1,
    ':focus-visible': { outlineStyle: 'none' },
  },
  canvas: { position: 'relative' },
  rows: { position: 'absolute', left: 0, right: 0, top: 0 },
  row: {
    display: 'grid',
    height: `${rowPx}px`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    boxSizing: 'border-box',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  clickable: { cursor: 'pointer' },
  active: { backgroundColor: tokens.colorSubtleBackgroundSelected },
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
  headCell: { height: `${rowPx}px`, lineHeight: `${rowPx}px`, fontSize: tokens.fontSizeBase200 },
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

export interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rowCount: number
  /** Undefined for a row that is not here yet: its cells stay empty. */
  readonly rowAt: (index: number) => Row | undefined
  /** Says which rows are wanted, so that the owner can fetch them. */
  readonly onWindow?: ((first: number, last: number) => void) | undefined
  /** A click or Enter on a row. */
  readonly onOpen?: ((row: Row, index: number) => void) | undefined
  /** Grows to its content up to this many rows; without it, it fills its place. */
  readonly rowsShownMax?: number | undefined
}

/** A table of any length: only the rows in sight exist. Arrow keys, Page, Home and End move. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const styles = useStyles()
  const body = useRef<HTMLDivElement>(null)
  const [scrollTopPx, setScrollTop] = useState(0)
  const [active, setActive] = useState(-1)
  const [hasFocus, setFocus] = useState(false)
  const viewportPx = useHeight(body)
  const view: TableView = { rowCount: props.rowCount, rowPx, scrollTopPx, viewportPx }
  const shown = windowOf(view)
  const { onWindow } = props
  useEffect(() => onWindow?.(shown.first, shown.last), [onWindow, shown.first, shown.last])

  function moveTo(index: number) {
    const row = Math.max(0, Math.min(props.rowCount - 1, index))
    setActive(row)
    const top = scrollTopFor(row, view)
    if (top !== null && body.current !== null) {
      body.current.scrollTop = top
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor(viewportPx / rowPx) - 1)
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: props.rowCount - 1,
    }
    const target = targets[event.key]
    if (target !== undefined) {
      event.preventDefault()
      moveTo(target)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      open(active)
    }
  }

  function open(index: number) {
    const row = props.rowAt(index)
    if (row !== undefined) {
      props.onOpen?.(row, index)
    }
  }

  const template = props.columns.map((column) => column.width).join(' ')
  const rowsMax = props.rowsShownMax
  return (
    <div
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.rowCount + 1}
      aria-colcount={props.columns.length}
      aria-activedescendant={active >= 0 ? rowId(props.label, active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      className={mergeClasses(styles.frame, rowsMax === undefined && styles.fill)}
    >
      <div
        role="row"
        aria-rowindex={1}
        className={styles.head}
        style={{ gridTemplateColumns: template }}
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
      <div
        ref={body}
        role="presentation"
        className={styles.body}
        style={rowsMax === undefined ? {} : { height: Math.min(rowsMax, props.rowCount) * rowPx }}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div role="presentation" className={styles.canvas} style={{ height: shown.heightPx }}>
          <div
            role="rowgroup"
            className={styles.rows}
            style={{ transform: `translateY(${shown.offsetPx}px)` }}
          >
            {Array.from({ length: shown.last - shown.first }, (_, step) => {
              const index = shown.first + step
              return (
                <TableRow
                  key={index}
                  id={rowId(props.label, index)}
                  index={index}
                  row={props.rowAt(index)}
                  columns={props.columns}
                  template={template}
                  isActive={index === active}
                  hasFocus={hasFocus}
                  onClick={
                    props.onOpen === undefined
                      ? undefined
                      : () => {
                          setActive(index)
                          open(index)
                        }
                  }
                />
              )
            })}
          </div>
        </div>
      </div>
    </div>
  )
}

interface TableRowProps<Row> {
  readonly id: string
  readonly index: number
  readonly row: Row | undefined
  readonly columns: readonly TableColumn<Row>[]
  readonly template: string
  readonly isActive: boolean
  readonly hasFocus: boolean
  readonly onClick: (() => void) | undefined
}

function TableRow<Row>(props: TableRowProps<Row>) {
  const styles = useStyles()
  const { row } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keyboard for its rows
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isActive}
      className={mergeClasses(
        styles.row,
        props.onClick !== undefined && styles.clickable,
        props.isActive && styles.active,
        props.isActive && props.hasFocus && styles.focused,
      )}
      style={{ gridTemplateColumns: props.template }}
      onClick={props.onClick}
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

function useHeight(element: { readonly current: HTMLElement | null }): number {
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

function rowId(label: string, index: number): string {
  return `${label.replace(/\s/g, '-')}-row-${index}`
}
