import { makeStyles, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  mark: { display: 'block', flexShrink: 0, color: tokens.colorBrandForeground1 },
})

/** The mark of the product: the two posts, the beam and the lintel of a gate. */
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
      <path d="M1.5 4.2c3.4.9 6.8 1.3 10.500 1.300s7.100-.4 10.500-1.300v3c-3.400.8-6.900 1.200-10.500 1.200s-7.100-.4-10.500-1.200z" />
      <path d="M4 11h16v2.200H4z" />
      <path d="M5.200 8.300h2.800V21.500H5.200zM16 8.300h2.800V21.500H16z" />
    </svg>
  )
}
