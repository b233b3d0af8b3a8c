import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { Color20Regular } from '@fluentui/react-icons'
import { type AppState, Language, Theme } from '../../preload/contract/app.ts'
import { useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'

/** Language and theme, wherever the person is: also before anybody has logged in. */
export function SettingsMenu(props: { state: AppState; showsLabel?: boolean | undefined }) {
  const t = useText()
  const set = useAct('app.set-preferences')
  const { language, theme } = props.state.preferences
  return (
    <Menu
      checkedValues={{ language: [language], theme: [theme] }}
      onCheckedValueChange={(_, data) => {
        const value = data.checkedItems.at(-1)
        const nextLanguage = Language.options.find((option) => option === value)
        const nextTheme = Theme.options.find((option) => option === value)
        set.run({
          ...(nextLanguage === undefined ? {} : { language: nextLanguage }),
          ...(nextTheme === undefined ? {} : { theme: nextTheme }),
        })
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<Color20Regular />} aria-label={t('app.settings')}>
          {props.showsLabel ? t('app.settings') : null}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('app.language')}</MenuGroupHeader>
            {Language.options.map((value) => (
              <MenuItemRadio key={value} name="language" value={value}>
                {t(`app.language-${value}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('app.theme')}</MenuGroupHeader>
            {Theme.options.map((value) => (
              <MenuItemRadio key={value} name="theme" value={value}>
                {t(`app.theme-${value}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
