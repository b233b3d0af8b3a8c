import { toApp } from './scheme.ts'

/** A frame as WebFrameMain describes it: enough for a sender check. */
export class HostFrame {
  url = ''
  readonly parent: HostFrame | null
  readonly routingId: number
  readonly processId: number = 1
  readonly frameTreeNodeId: number
  destroyed = false

  constructor(id: number, parent: HostFrame | null) {
    this.routingId = id
    this.frameTreeNodeId = id
    this.parent = parent
  }

  get top(): HostFrame {
    return this.parent?.top ?? this
  }

  get origin(): string {
    if (!URL.canParse(this.url)) return 'null'
    const { protocol, host, origin } = new URL(this.url)
    return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  movedTo(webUrl: string): void {
    this.url = toApp(webUrl)
  }
}
