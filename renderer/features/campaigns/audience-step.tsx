import { Caption1, Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { AudienceRules } from './audience-rules.tsx'
import { StepFoot } from './step-foot.tsx'
import { useChoices } from './use-choices.ts'

const useStyles = makeStyles({
  lists: { display: 'flex', flexDirection: 'column', gap: '4px' },
  list: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '4px 16px 4px 4px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  name: { width: '100%' },
  note: {
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
})

/** 誰に: which lists, and who remains once doubles and suppressions are out. */
export function AudienceStep(props: { campaign: CampaignView; onNext: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { campaign } = props
  const lists = useCall('lists.list', {})
  const { chosen, choose, problem } = useChoices(campaign)

  function toggle(list: string, isChosen: boolean) {
    const others = chosen.lists.filter((each) => each !== list)
    choose({ lists: isChosen ? [...others, list] : others })
  }

  return (
    <>
      <ProblemNotice problem={problem} />
      <Section title={t('campaigns.audience-title')}>
        <Loaded asked={lists}>
          {(value) => (
            <div className={styles.lists}>
              {value.map((list) => (
                <div key={list.id} className={styles.list}>
                  <Checkbox
                    className={styles.name}
                    label={list.name}
                    checked={chosen.lists.includes(list.id)}
                    onChange={(_, data) => toggle(list.id, data.checked === true)}
                  />
                  <Caption1 className={styles.note}>
                    {t('lists.count', { count: list.contactCount })}
                    {' · '}
                    {format.date(list.updatedAt)}
                  </Caption1>
                </div>
              ))}
              {value.length === 0 ? <div>{t('campaigns.no-lists')}</div> : null}
            </div>
          )}
        </Loaded>
      </Section>
      <AudienceRules rules={chosen.audience} onChange={(audience) => choose({ audience })} />
      {hasSources(campaign) ? <AudienceCounts campaign={campaign} /> : null}
      <StepFoot isReady={hasSources(chosen)} onNext={props.onNext} />
    </>
  )
}

function hasSources({ lists, audience }: Pick<CampaignView, 'lists' | 'audience'>): boolean {
  return lists.length > 0 || audience.segments.length > 0
}

function AudienceCounts({ campaign }: { campaign: CampaignView }) {
  const t = useText()
  const format = useFormat()
  const asked = useCall('campaigns.audience', { campaign: campaign.id }, { keepPrevious: true })
  return (
    <Section title={t('campaigns.audience-result')}>
      <Loaded asked={asked}>
        {({ count, removed, domains }) => (
          <Stats>
            <Stat
              label={t('campaigns.audience-count')}
              value={format.number(count)}
              tone="success"
            />
            <Stat
              label={t('campaigns.audience-duplicate')}
              value={format.number(removed.duplicate)}
            />
            <Stat
              label={t('campaigns.audience-suppressed')}
              value={format.number(removed.suppressed)}
            />
            {removed.excluded + removed.earlier + removed.capped > 0 ? (
              <Stat
                label={t('campaigns.audience-by-rules')}
                value={format.number(removed.excluded + removed.earlier + removed.capped)}
              />
            ) : null}
            <Stat label={t('campaigns.audience-domains')} value={format.number(domains.length)} />
          </Stats>
        )}
      </Loaded>
    </Section>
  )
}
