import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  mark: { display: 'block', flexShrink: 0, color: tokens.colorBrandForeground1 },
})

/** The mark of the product: the gate of a checkpoint, two posts, its beam and its doors. */
export function GateMark(props: { sizePx: number }) {
  const styles = useStyles()
  return (
    <svg
      className={styles.mark}
      width={props.sizePx}
      height={props.sizePx}
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="currentColor"
    >
      <path d="M4 2.500h2.800V21.500H4zM17.200 2.500H20V21.500h-2.800z" />
      <path d="M1 5.800h22v2.900H1z" />
      <path d="M8.400 11h2.900v10.500H8.400zM12.700 11h2.900v10.500h-2.900z" opacity=".55" />
    </svg>
  )
}
