import { makeStyles } from '@fluentui/react-components'
import type { CheckResult } from '../../preload/contract/campaigns.ts'
import { useCheckText } from '../i18n/check-text.ts'
import { useText } from '../i18n/language.tsx'

const useStyles = makeStyles({ list: { margin: '4px 0', paddingLeft: '20px' } })

const findingsMax = 20

/** What a check has found, each with its place. */
export function CheckFindings({ result }: { result: CheckResult }) {
  const styles = useStyles()
  const t = useText()
  const checkText = useCheckText()
  const rest = result.findings.length - findingsMax
  return (
    <ul className={styles.list}>
      {result.findings.slice(0, findingsMax).map((finding, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity but their place
        <li key={at}>{checkText.finding(result.check, finding)}</li>
      ))}
      {rest > 0 ? <li>{t('checks.more', { count: rest })}</li> : null}
    </ul>
  )
}
