import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme as FluentTheme,
  teamsHighContrastTheme,
} from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import type { Theme } from '../preload/contract/app.ts'

/** 藍: from the near black of a deep dye bath to the pale blue of its first dip. */
const indigo: BrandVariants = {
  10: '#03060c',
  20: '#0b1626',
  30: '#0f2340',
  40: '#122e55',
  50: '#16396a',
  60: '#1b457e',
  70: '#215190',
  80: '#285d9f',
  90: '#3a6cab',
  100: '#4d7bb6',
  110: '#628bc1',
  120: '#789bcb',
  130: '#8facd6',
  140: '#a7bee0',
  150: '#c0d0ea',
  160: '#dae4f4',
}

const fonts = {
  fontFamilyBase: '"Yu Gothic UI", "Meiryo UI", "Segoe UI", "Noto Sans CJK JP", sans-serif',
  fontFamilyMonospace:
    '"Cascadia Mono", Consolas, "BIZ UDGothic", "Noto Sans Mono CJK JP", monospace',
  fontFamilyNumeric: '"Segoe UI", "Yu Gothic UI", "Meiryo UI", "Noto Sans CJK JP", sans-serif',
}

export const lightTheme: FluentTheme = { ...createLightTheme(indigo), ...fonts }

const dark = createDarkTheme(indigo)
export const darkTheme: FluentTheme = {
  ...dark,
  ...fonts,
  colorBrandForeground1: indigo[120],
  colorBrandForeground2: indigo[130],
  colorBrandForegroundLink: indigo[130],
  colorBrandForegroundLinkHover: indigo[140],
  colorBrandForegroundLinkPressed: indigo[120],
  colorBrandStroke1: indigo[110],
  colorCompoundBrandForeground1: indigo[120],
  colorCompoundBrandForeground1Hover: indigo[130],
  colorCompoundBrandForeground1Pressed: indigo[110],
  colorCompoundBrandStroke: indigo[110],
  colorCompoundBrandStrokeHover: indigo[120],
  colorCompoundBrandBackground: indigo[110],
  colorCompoundBrandBackgroundHover: indigo[120],
}

/** Black, white, yellow and blue, as the contrast themes of Windows have them. */
export const contrastTheme: FluentTheme = { ...teamsHighContrastTheme, ...fonts }

/** Vermilion of the seal. It passes 4.5:1 against white, and is used for nothing else. */
export const vermilion = '#cf2f27'

/** The theme that the person chose, or the one that the system has now. */
export function useFluentTheme(choice: Theme): FluentTheme {
  const isSystemDark = useSyncExternalStore(subscribeToScheme, isSchemeDark)
  if (choice === 'contrast') return contrastTheme
  const isDark = choice === 'dark' || (choice === 'system' && isSystemDark)
  return isDark ? darkTheme : lightTheme
}

const darkScheme = '(prefers-color-scheme: dark)'

function isSchemeDark(): boolean {
  return window.matchMedia(darkScheme).matches
}

function subscribeToScheme(listener: () => void): () => void {
  const query = window.matchMedia(darkScheme)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
