import { Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { History20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { VersionView } from '../../../preload/contract/versions.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useMemberName } from '../contacts/member-name.ts'
import { ComparisonPane } from './comparison-pane.tsx'

const useStyles = makeStyles({
  body: {
    display: 'grid',
    gridTemplateColumns: '220px minmax(0, 1fr)',
    gap: '16px',
    minHeight: '380px',
  },
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    maxHeight: '420px',
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  version: {
    display: 'block',
    width: '100%',
    padding: '8px 10px',
    textAlign: 'left',
    border: 'none',
    borderLeft: '3px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    borderLeftColor: tokens.colorCompoundBrandStroke,
    backgroundColor: tokens.colorNeutralBackground1Selected,
  },
  detail: { display: 'block', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
})

/** The way to what a draft said before. */
export function VersionHistory({ campaign }: { campaign: CampaignView }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={<History20Regular />} onClick={() => setOpen(true)}>
        {t('message.versions')}
      </Button>
      {isOpen ? <HistoryDialog campaign={campaign} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function HistoryDialog(props: { campaign: CampaignView; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const { campaign } = props
  const asked = useCall('campaigns.versions', { campaign: campaign.id })
  const restore = useAct('campaigns.restore')
  const [chosen, setChosen] = useState<number | null>(null)
  const versions = asked.value ?? []
  const version = versions.find(({ number }) => number === chosen) ?? versions[1] ?? versions[0]
  const isOld = version !== undefined && version !== versions[0]
  return (
    <ActDialog
      isOpen
      size="widest"
      title={t('message.versions-title')}
      confirmLabel={t('message.restore')}
      isReady={isOld && campaign.state === 'draft'}
      isRunning={restore.isRunning}
      problem={restore.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        version === undefined
          ? undefined
          : restore.run({ campaign: campaign.id, number: version.number }, props.onClose)
      }
    >
      <Caption1>{t('message.versions-hint')}</Caption1>
      <Loaded asked={asked}>
        {() =>
          version === undefined ? (
            <div>{t('message.versions-none')}</div>
          ) : (
            <Versions
              {...{ campaign: campaign.id, versions, version }}
              title={t('message.version-of', { at: format.dateTime(version.at) })}
              onChosen={setChosen}
            />
          )
        }
      </Loaded>
    </ActDialog>
  )
}

function Versions(props: {
  campaign: string
  versions: readonly VersionView[]
  version: VersionView
  title: string
  onChosen: (number: number) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  return (
    <div className={styles.body}>
      <ol className={styles.list} aria-label={t('message.versions')}>
        {props.versions.map(({ number, member, at, subject, restored }, index) => (
          <li key={number}>
            <button
              type="button"
              aria-current={number === props.version.number}
              className={mergeClasses(
                styles.version,
                number === props.version.number && styles.chosen,
              )}
              onClick={() => props.onChosen(number)}
            >
              {index === 0 ? t('message.version-now') : format.dateTime(at)}
              <Caption1 className={styles.detail}>
                {member === null ? t('message.version-before') : nameOf(member)}
              </Caption1>
              <Caption1 className={styles.detail}>
                {restored === null ? subject : t('message.version-restored', { number: restored })}
              </Caption1>
            </button>
          </li>
        ))}
      </ol>
      <ComparisonPane
        campaign={props.campaign}
        before={{ is: 'version', number: props.version.number }}
        after={{ is: 'stored' }}
        beforeTitle={props.title}
        afterTitle={t('message.version-now')}
      />
    </div>
  )
}
