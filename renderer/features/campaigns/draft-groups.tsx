import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { MessageGroups } from '../../components/message-groups.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px', alignItems: 'flex-start' },
  outliers: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  found: {
    alignSelf: 'stretch',
    padding: '8px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
})

/** The kinds of message and the recipients unlike the others, as the approver will walk them. */
export function DraftGroups(props: { campaign: string; onIndex: (index: number) => void }) {
  const styles = useStyles()
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const asked = useCall('campaigns.groups', { campaign: props.campaign }, { enabled: isOpen })
  return (
    <div className={styles.root}>
      <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('message.groups')}
      </Button>
      {isOpen ? (
        <div className={styles.found}>
          <ProblemNotice problem={asked.problem} />
          {asked.value === undefined && asked.problem === null ? <Spinner size="tiny" /> : null}
          {asked.value === undefined ? null : (
            <>
              <div className={styles.outliers}>
                {asked.value.outliers.map(({ reason, index }) => (
                  <Button
                    key={index}
                    size="small"
                    shape="circular"
                    onClick={() => props.onIndex(index)}
                  >
                    {t('message.outlier', {
                      reason: t(`approval.reason-${reason}`),
                      number: index + 1,
                    })}
                  </Button>
                ))}
              </div>
              <MessageGroups groups={asked.value.groups} onOpen={props.onIndex} />
            </>
          )}
        </div>
      ) : null}
    </div>
  )
}
