import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, max-content) 1fr',
    gap: '8px 16px',
    margin: 0,
  },
  stacked: { gridTemplateColumns: '1fr', gap: '2px' },
  term: { color: tokens.colorNeutralForeground3 },
  fact: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  stackedFact: { marginBottom: '10px' },
})

export interface FactListProps {
  readonly facts: readonly { readonly term: string; readonly fact: ReactNode }[]
  /** Terms above their facts, for narrow places. */
  readonly layout?: 'columns' | 'stacked' | undefined
}

/** Names and what they stand for. */
export function FactList(props: FactListProps) {
  const styles = useStyles()
  const isStacked = props.layout === 'stacked'
  return (
    <dl className={mergeClasses(styles.list, isStacked && styles.stacked)}>
      {props.facts.map(({ term, fact }) => [
        <dt key={`${term} t`} className={styles.term}>
          {term}
        </dt>,
        <dd
          key={`${term} d`}
          className={mergeClasses(styles.fact, isStacked && styles.stackedFact)}
        >
          {fact}
        </dd>,
      ])}
    </dl>
  )
}
