import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function ReleasePage(_props: PageParams['release']) {
  const t = useText()
  return <Page title={t('page.release')}>{null}</Page>
}
