import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { PageParams } from '../../navigation.tsx'

export function AdministrationPage(_props: PageParams['administration']) {
  const t = useText()
  return <Page title={t('page.administration')}>{null}</Page>
}
