import type { AppState } from '../../../preload/contract/app.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { WorkstationsSection } from './workstations-section.tsx'

/** What this PC is called, where its records go, and the words that tell whose they are. */
export function WorkstationTab() {
  const t = useText()
  return (
    <>
      <Section title={t('workstation.title')}>
        <Loaded asked={useCall('app.state', {})}>{(state) => <Workstation state={state} />}</Loaded>
      </Section>
      <WorkstationsSection />
    </>
  )
}

function Workstation({ state }: { state: AppState }) {
  const t = useText()
  return (
    <FactList
      facts={[
        { term: t('workstation.name'), fact: state.workstation?.name ?? '' },
        { term: t('workstation.organization'), fact: state.organization?.name ?? '' },
        {
          term: t('workstation.fingerprint'),
          fact: (
            <Words words={state.organization?.words ?? []} label={t('workstation.fingerprint')} />
          ),
        },
        { term: t('workstation.store'), fact: state.store?.folder ?? '' },
        { term: t('workstation.id'), fact: state.workstation?.id ?? '' },
        { term: t('workstation.version'), fact: state.version },
      ]}
    />
  )
}
