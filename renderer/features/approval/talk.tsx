import { Button, Caption1, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReviewView } from '../../../preload/contract/approval.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
  },
  note: { color: tokens.colorNeutralForeground3 },
  form: { display: 'flex', gap: '8px', alignItems: 'end' },
  field: { flexGrow: 1 },
})

/** What is said about a request besides deciding. Sealed to its readers; it decides nothing. */
export function Talk({ review }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const act = useAct('approval.comment')
  const [comment, setComment] = useState('')
  const { request } = review.summary
  return (
    <section aria-label={t('approval.comments')}>
      <ul className={styles.list}>
        {review.comments.map((each) => (
          <li key={`${each.member} ${each.at}`}>
            {each.name} <Caption1 className={styles.note}>{format.dateTime(each.at)}</Caption1>{' '}
            {each.comment}
          </li>
        ))}
      </ul>
      <ProblemNotice problem={act.problem} />
      <div className={styles.form}>
        <Field className={styles.field} label={t('approval.say')}>
          <Input value={comment} maxLength={2000} onChange={(_, data) => setComment(data.value)} />
        </Field>
        <Button
          disabled={act.isRunning || comment.trim() === ''}
          onClick={() => act.run({ request, comment }, () => setComment(''))}
        >
          {t('approval.say-it')}
        </Button>
      </div>
    </section>
  )
}
