import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { Color20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { type AppState, Language, Theme } from '../../preload/contract/app.ts'
import type { OwnAct } from '../features/identity/own-dialogs.tsx'
import { useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'
import { SettingsDialog, type SettingsDialogName } from './settings-dialog.tsx'

/** Language and theme, also before anybody has logged in; then one's own password, codes and data. */
export function SettingsMenu(props: {
  state: AppState
  showsLabel?: boolean | undefined
  /** To the page with all of it, once somebody is signed in. */
  onAll?: (() => void) | undefined
}) {
  const t = useText()
  const set = useAct('app.set-preferences')
  const { language, theme } = props.state.preferences
  const { locksLanguage } = props.state.machine
  const [dialog, setDialog] = useState<SettingsDialogName | null>(null)
  return (
    <>
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
              <MenuGroupHeader>
                {t('app.language')}
                {locksLanguage ? ` (${t('machine.set-by-it')})` : null}
              </MenuGroupHeader>
              {Language.options.map((value) => (
                <MenuItemRadio key={value} name="language" value={value} disabled={locksLanguage}>
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
            <MenuDivider />
            {props.onAll === undefined ? null : (
              <MenuItem onClick={props.onAll}>{t('settings.all')}</MenuItem>
            )}
            <MenuItem onClick={() => setDialog('machine')}>{t('machine.open')}</MenuItem>
            <MenuItem onClick={() => setDialog('diagnostics')}>{t('app.diagnostics')}</MenuItem>
            {props.state.session === null ? null : <OwnItems onChoose={setDialog} />}
          </MenuList>
        </MenuPopover>
      </Menu>
      {dialog === null ? null : (
        <SettingsDialog dialog={dialog} state={props.state} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

function OwnItems({ onChoose }: { readonly onChoose: (act: OwnAct) => void }) {
  const t = useText()
  return (
    <>
      <MenuDivider />
      <MenuGroup>
        <MenuGroupHeader>{t('identity.own')}</MenuGroupHeader>
        <MenuItem onClick={() => onChoose('password')}>{t('identity.own-password')}</MenuItem>
        <MenuItem onClick={() => onChoose('codes')}>{t('identity.own-codes')}</MenuItem>
        <MenuItem onClick={() => onChoose('hand-over')}>{t('second-pc.own')}</MenuItem>
        <MenuItem onClick={() => onChoose('backup')}>{t('identity.own-backup')}</MenuItem>
        <MenuItem onClick={() => onChoose('check')}>{t('identity.own-check')}</MenuItem>
      </MenuGroup>
    </>
  )
}
