import {
  MessageBar,
  MessageBarBody,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components'
import { type DragEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  area: { display: 'flex', flexDirection: 'column', gap: '16px', flexGrow: 1 },
  over: {
    outline: `2px dashed ${tokens.colorBrandStroke1}`,
    outlineOffset: '4px',
    borderRadius: tokens.borderRadiusLarge,
  },
})

export interface HandedOver {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const sizeBytesMax = 64 * 1024 * 1024

interface FileDropProps {
  readonly isEnabled: boolean
  readonly onFile: (file: HandedOver) => void
  readonly children: ReactNode
}

/** Takes a file that is dropped here, and a file or a table that is pasted anywhere on the page. */
export function FileDrop({ isEnabled, onFile, children }: FileDropProps) {
  const styles = useStyles()
  const t = useText()
  const [isOver, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string | null>(null)

  async function take(name: string, content: Blob) {
    setTooLarge(content.size > sizeBytesMax ? name : null)
    if (content.size <= sizeBytesMax)
      onFile({ name, bytes: new Uint8Array(await content.arrayBuffer()) })
  }

  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement
    if (!isEnabled || isTyping || event.clipboardData === null) return
    const [file] = event.clipboardData.files
    const text = event.clipboardData.getData('text/plain')
    if (file) void take(file.name, file)
    else if (text !== '') void take(t('import.pasted-name'), new Blob([text]))
  })
  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event)
    window.addEventListener('paste', listener)
    return () => window.removeEventListener('paste', listener)
  }, [])

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (isEnabled && file) void take(file.name, file)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard a file is chosen or pasted
    <div
      className={mergeClasses(styles.area, isOver && isEnabled && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {tooLarge === null ? null : (
        <MessageBar intent="warning" layout="multiline" politeness="assertive">
          <MessageBarBody>
            {t('import.drop-too-large', { name: tooLarge, sizeBytesMax })}
          </MessageBarBody>
        </MessageBar>
      )}
      {children}
    </div>
  )
}
