import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { Verdict } from '../../../preload/contract/campaigns.ts'
import type { TriedRelease } from '../../../preload/contract/rule-trial.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useCheckText } from '../../i18n/check-text.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  trial: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'flex-start' },
  releases: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '6px' },
  stopped: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** Tries the severities as they are typed, over what was sent before they were. */
export function RuleTrial({ value }: { value: string }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const trial = useAct('checks.try')
  const severities = severitiesOf(value)
  return (
    <div className={styles.trial}>
      <Button
        disabled={severities === null || trial.isRunning}
        onClick={() => severities !== null && trial.run({ severities })}
      >
        {t('rule-trial.act')}
      </Button>
      <Caption1 className={styles.quiet}>{t('rule-trial.hint')}</Caption1>
      {trial.isRunning ? <Spinner size="tiny" label={t('rule-trial.running')} /> : null}
      <ProblemNotice problem={trial.problem} />
      {trial.value === undefined || trial.isRunning ? null : (
        <div role="status" className={styles.trial}>
          <strong>
            {trial.value.releases.length === 0
              ? t('rule-trial.none')
              : t('rule-trial.summary', {
                  count: format.number(trial.value.releases.length),
                  stopped: format.number(
                    trial.value.releases.filter((each) => each.stopped.length > 0).length,
                  ),
                })}
          </strong>
          <ul className={styles.releases}>
            {trial.value.releases.map((each) => (
              <Tried key={each.request} release={each} />
            ))}
          </ul>
          {trial.value.unreadable > 0 ? (
            <Caption1>
              {t('rule-trial.unreadable', { count: format.number(trial.value.unreadable) })}
            </Caption1>
          ) : null}
        </div>
      )}
    </div>
  )
}

function Tried({ release }: { release: TriedRelease }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const checkText = useCheckText()
  const titles = (checks: readonly string[]) => checks.map(checkText.title).join(t('policy.and'))
  return (
    <li>
      {t('rule-trial.release', {
        name: release.campaignName,
        at: format.dateTime(release.filedAt),
        count: format.number(release.count),
      })}
      {release.stopped.length > 0 ? (
        <div className={styles.stopped}>
          {t('rule-trial.stopped', { checks: titles(release.stopped) })}
        </div>
      ) : null}
      {release.warned.length > 0 ? (
        <div>{t('rule-trial.warned', { checks: titles(release.warned) })}</div>
      ) : null}
      {release.stopped.length + release.warned.length === 0 ? (
        <div>{t('rule-trial.passed')}</div>
      ) : null}
    </li>
  )
}

/** Null while what is typed is no such rule yet. */
function severitiesOf(json: string): Record<string, Verdict> | null {
  const typed: unknown = JSON.parse(json)
  if (typeof typed !== 'object' || typed === null) return null
  const severities: Record<string, Verdict> = {}
  for (const [check, verdict] of Object.entries(typed)) {
    if (verdict !== 'pass' && verdict !== 'warning' && verdict !== 'stop') return null
    severities[check] = verdict
  }
  return severities
}
