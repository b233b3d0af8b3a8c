import { useQueries } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Problem } from '../preload/problem.ts'
import { problemOf } from './ipc.ts'

const pageSize = 200

/** Rows of something too long to fetch at once, for a DataTable. */
export interface Paged<Row> {
  /** Undefined until the first page is here. */
  readonly total: number | undefined
  readonly problem: Problem | null
  readonly refresh: () => void
  readonly rowAt: (index: number) => Row | undefined
  /** Told by the table which rows are in sight. */
  readonly onWindow: (first: number, last: number) => void
}

/**
 * Fetches the pages that the table shows and keeps the ones it has shown. `key` starts with the
 * channel's name and holds everything that the rows depend on.
 */
export function usePages<Row>(
  key: readonly unknown[],
  fetchPage: (offset: number, limit: number) => Promise<{ total: number; rows: readonly Row[] }>,
): Paged<Row> {
  const [pages, setPages] = useState({ first: 0, last: 0 })
  const count = pages.last - pages.first + 1
  const queries = useQueries({
    queries: Array.from({ length: count }, (_, step) => {
      const page = pages.first + step
      return {
        queryKey: [...key, 'page', page],
        queryFn: () => fetchPage(page * pageSize, pageSize),
      }
    }),
  })
  const onWindow = useCallback((first: number, last: number) => {
    const next = {
      first: Math.floor(first / pageSize),
      last: Math.floor(Math.max(first, last - 1) / pageSize),
    }
    setPages((before) => (before.first === next.first && before.last === next.last ? before : next))
  }, [])
  const total = queries.find(({ data }) => data !== undefined)?.data?.total
  // Between two pages the length stays what it was, so that the table keeps its place.
  const [lastTotal, setLastTotal] = useState(total)
  if (total !== undefined && total !== lastTotal) {
    setLastTotal(total)
  }
  const failed = queries.find(({ error }) => error !== null)
  return {
    total: total ?? lastTotal,
    problem: failed?.error ? problemOf(failed.error) : null,
    refresh: () => {
      for (const query of queries) {
        void query.refetch()
      }
    },
    rowAt: (index) => {
      const step = Math.floor(index / pageSize) - pages.first
      return queries[step]?.data?.rows[index % pageSize]
    },
    onWindow,
  }
}
