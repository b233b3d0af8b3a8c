import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useText } from '../i18n/language.tsx'

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: '12px', paddingTop: '4px' },
})

const delayMs = 300

/** Grey rows in place of content. They appear only when the wait is long enough to be noticed. */
export function Rows(props: { count: number; size?: 16 | 24 | 32 | 64 }) {
  const styles = useStyles()
  const t = useText()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delayMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) {
    return null
  }
  return (
    <Skeleton aria-label={t('app.loading')} className={styles.rows}>
      {Array.from({ length: props.count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <SkeletonItem key={index} size={props.size ?? 24} />
      ))}
    </Skeleton>
  )
}
