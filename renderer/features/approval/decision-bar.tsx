import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { DecisionVerdict, ReviewView, ViewItem } from '../../../preload/contract/approval.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Seal } from '../../components/seal.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'

const useStyles = makeStyles({
  bar: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
  left: { color: tokens.colorNeutralForeground3, flex: '1 1 180px' },
  acts: { display: 'flex', gap: '12px', flexWrap: 'wrap' },
})

/** 承認 / 差し戻し / 却下. Approving tells what is still unopened. */
export function DecisionBar(props: {
  review: ReviewView
  opened: ReadonlySet<string>
  verdict: DecisionVerdict | null
  onOpen: (item: string) => void
  onVerdict: (verdict: DecisionVerdict | null) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { summary, items } = props.review
  const isApprover = useHasRole('approver')
  const { verdict, onVerdict: setVerdict } = props
  if (!summary.mayDecide) {
    const { whyNot, approvals, quorum } = summary
    return whyNot === null || !isApprover ? (
      <span className={styles.left}>{t('approval.waiting', { approvals, quorum })}</span>
    ) : (
      <ProblemNotice intent="warning" problem={toKnownProblem(whyNot)} />
    )
  }
  const unopened = unopenedOf(items, props.opened)
  const next = unopened[0]
  const others = items.filter(({ item }) => !props.opened.has(item)).length
  return (
    <div className={styles.bar}>
      <span className={styles.left} aria-live="polite">
        {next !== undefined
          ? t('approval.left', { count: unopened.length })
          : others === 0
            ? t('approval.all-opened')
            : t('approval.opened-but', { count: others })}
      </span>
      <div className={styles.acts}>
        {next === undefined ? null : (
          <Button onClick={() => props.onOpen(next.item)}>{t('approval.open-next')}</Button>
        )}
        <Button onClick={() => setVerdict('return')}>{t('approval.return')}</Button>
        <Button onClick={() => setVerdict('reject')}>{t('approval.reject')}</Button>
        <Button
          appearance="primary"
          disabled={next !== undefined}
          onClick={() => setVerdict('approve')}
        >
          {t('approval.approve')}
        </Button>
      </div>
      {verdict === null ? null : (
        <DecisionDialog
          review={props.review}
          verdict={verdict}
          viewed={[...props.opened]}
          onClose={() => setVerdict(null)}
        />
      )}
    </div>
  )
}

/** What has to be opened before approving is possible. */
export function unopenedOf(items: readonly ViewItem[], opened: ReadonlySet<string>): ViewItem[] {
  return items.filter(({ item, required }) => required && !opened.has(item))
}

function DecisionDialog(props: {
  review: ReviewView
  verdict: DecisionVerdict
  viewed: string[]
  onClose: () => void
}) {
  const t = useText()
  const act = useAct('approval.decide')
  const [comment, setComment] = useState('')
  const [code, setCode] = useState('')
  const [typed, setTyped] = useState('')
  const { summary, manifest, typesCount } = props.review
  const { verdict } = props
  const needsComment = verdict !== 'approve'
  const typesNumber = verdict === 'approve' && typesCount
  const typedCount = /^[0-9]+$/.test(typed) ? Number(typed) : null

  function typeCode(typed: string) {
    // What was wrong with the last code says nothing about this one.
    if (act.problem !== null) act.reset()
    setCode(typed)
  }

  return (
    <ActDialog
      isOpen
      intent={verdict === 'reject' ? 'danger' : 'normal'}
      title={t(`approval.${verdict}-title`, { name: summary.campaignName })}
      confirmLabel={
        verdict === 'approve'
          ? t('approval.approve-now', { count: summary.recipientCount })
          : t(`approval.${verdict}`)
      }
      isReady={
        code.length === 6 &&
        (!needsComment || comment.trim() !== '') &&
        (!typesNumber || typedCount === summary.recipientCount)
      }
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        act.run(
          { request: summary.request, verdict, comment, viewed: props.viewed, typedCount, code },
          props.onClose,
          () => setCode(''),
        )
      }
    >
      {manifest.digest !== null && manifest.words !== null ? (
        <Seal digest={manifest.digest} words={manifest.words} sizePx={64} />
      ) : null}
      <span>{t(`approval.${verdict}-body`, { count: summary.recipientCount })}</span>
      <Field label={t('approval.comment')} required={needsComment}>
        <Textarea value={comment} maxLength={2000} onChange={(_, data) => setComment(data.value)} />
      </Field>
      {typesNumber ? (
        <Field label={t('approval.type-count')} hint={t('approval.type-count-hint')} required>
          <Input
            value={typed}
            inputMode="numeric"
            onChange={(_, data) => setTyped(toDigits(data.value))}
          />
        </Field>
      ) : null}
      <StepUpField act="approve" value={code} onChange={typeCode} hint={t('app.code-hint')} />
    </ActDialog>
  )
}

/** As a person types a number: with separators, or in full-width digits. */
function toDigits(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/g, '')
}
