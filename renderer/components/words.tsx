import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  word: {
    padding: '6px 14px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
  },
  numbered: { display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: '6px 16px' },
  line: { display: 'flex', gap: '8px', alignItems: 'baseline', padding: '1px 0' },
  number: {
    width: '20px',
    textAlign: 'right',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    fontSize: tokens.fontSizeBase200,
  },
})

export interface WordsProps {
  readonly words: readonly string[]
  readonly label: string
  /** A sheet of many words, counted from here so that one can be asked for. */
  readonly numberedFrom?: number | undefined
}

/** Words that two persons compare, or that one writes down. */
export function Words(props: WordsProps) {
  const styles = useStyles()
  const { numberedFrom } = props
  return (
    <ol
      className={mergeClasses(styles.list, numberedFrom !== undefined && styles.numbered)}
      aria-label={props.label}
    >
      {props.words.map((word, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice, its place not
          key={index}
          className={numberedFrom === undefined ? styles.word : styles.line}
        >
          {numberedFrom === undefined ? null : (
            <span className={styles.number}>{index + numberedFrom}</span>
          )}
          {word}
        </li>
      ))}
    </ol>
  )
}
