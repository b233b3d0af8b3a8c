import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { Problem } from '../../preload/problem.ts'
import { useText } from '../i18n/language.tsx'
import { ProblemNotice } from './problem-notice.tsx'

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '16px', paddingTop: '4px' },
  wide: { maxWidth: '760px' },
  widest: { maxWidth: 'min(1100px, calc(100vw - 48px))' },
  danger: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorStatusDangerBackground3,
    ':hover': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
    },
    ':hover:active': {
      color: tokens.colorNeutralForegroundOnBrand,
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
    },
  },
})

export interface ActDialogProps {
  readonly isOpen: boolean
  readonly title: string
  /** The verb of the act, with its number: 3,120件を削除する */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  /** Null: there is nothing to cancel, the act only closes. */
  readonly onCancel: (() => void) | null
  /** 'danger' for what cannot be undone easily. */
  readonly intent?: 'normal' | 'danger' | undefined
  readonly isReady?: boolean | undefined
  readonly isRunning?: boolean | undefined
  readonly problem?: Problem | null | undefined
  readonly size?: 'normal' | 'wide' | 'widest' | undefined
  readonly children: ReactNode
}

/**
 * A question or a short form that ends in one act. Enter confirms, Escape cancels; while the act
 * runs neither closes it. A destructive question names the object and the number.
 */
export function ActDialog(props: ActDialogProps) {
  const styles = useStyles()
  const t = useText()
  const isRunning = props.isRunning ?? false
  const close = props.onCancel ?? props.onConfirm
  const isReady = (props.isReady ?? true) && !isRunning
  return (
    <Dialog
      open={props.isOpen}
      modalType={props.intent === 'danger' ? 'alert' : 'modal'}
      onOpenChange={(_, data) => (data.open || isRunning ? undefined : close())}
    >
      <DialogSurface
        className={mergeClasses(
          props.size === 'wide' && styles.wide,
          props.size === 'widest' && styles.widest,
        )}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            // A dialog may stand in a form, which hears of this one's submission too.
            event.stopPropagation()
            if (isReady) {
              props.onConfirm()
            }
          }}
        >
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent className={styles.content}>
              {props.children}
              <ProblemNotice problem={props.problem ?? null} />
            </DialogContent>
            <DialogActions>
              {props.onCancel === null ? null : (
                <Button onClick={props.onCancel} disabledFocusable={isRunning}>
                  {t('app.cancel')}
                </Button>
              )}
              <Button
                type="submit"
                appearance="primary"
                disabledFocusable={!isReady}
                className={mergeClasses(props.intent === 'danger' && isReady && styles.danger)}
                icon={isRunning ? <Spinner size="tiny" /> : null}
              >
                {props.confirmLabel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  )
}
