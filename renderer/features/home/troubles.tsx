import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import type { ReleaseRow } from './release-row.ts'

/** The store, halted releases, deliveries in doubt. Nothing at all when all is well. */
export function Troubles({ releases }: { releases: readonly ReleaseRow[] }) {
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const store = useCall('app.state', {}).value?.store
  const halted = releases.filter(({ phase }) => phase === 'halted' || phase === 'paused')
  const doubtful = releases.filter(
    ({ counts, finishedAt }) => counts.inDoubt > 0 && finishedAt !== null,
  )
  const hasStoreTrouble = store?.status === 'offline' || store?.status === 'alarm'
  if (halted.length === 0 && doubtful.length === 0 && !hasStoreTrouble) {
    return null
  }
  const open = (request: string) => (
    <Button size="small" onClick={() => navigate({ page: 'release', request })}>
      {t('home.watch')}
    </Button>
  )
  return (
    <Section title={t('home.wrong')}>
      {store?.status === 'alarm' ? (
        <Trouble
          intent="error"
          body={t('home.store-alarm')}
          action={
            <Button size="small" onClick={() => navigate({ page: 'journal' })}>
              {t('home.open-journal')}
            </Button>
          }
        />
      ) : null}
      {store?.status === 'offline' ? (
        <Trouble intent="warning" body={t('home.store-offline')} />
      ) : null}
      {halted.map((release) => (
        <Trouble
          key={release.request}
          intent="error"
          title={t('home.halted', { name: release.campaignName })}
          body={release.problem === null ? '' : format.problem(toKnownProblem(release.problem))}
          action={open(release.request)}
        />
      ))}
      {doubtful.map((release) => (
        <Trouble
          key={release.request}
          intent="warning"
          title={t('home.in-doubt', { name: release.campaignName })}
          body={t('home.in-doubt-facts', { count: release.counts.inDoubt })}
          action={open(release.request)}
        />
      ))}
    </Section>
  )
}

interface TroubleProps {
  readonly intent: 'error' | 'warning'
  readonly title?: string
  readonly body: string
  readonly action?: ReactNode
}

function Trouble(props: TroubleProps) {
  return (
    <MessageBar intent={props.intent} layout="multiline">
      <MessageBarBody>
        {props.title === undefined ? null : <MessageBarTitle>{props.title}</MessageBarTitle>}
        {props.body}
      </MessageBarBody>
      {props.action === undefined ? null : <MessageBarActions>{props.action}</MessageBarActions>}
    </MessageBar>
  )
}
