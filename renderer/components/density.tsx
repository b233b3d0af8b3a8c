import { createContext, type ReactNode, use } from 'react'
import type { Density } from '../../preload/contract/app.ts'

const DensityContext = createContext<Density>('comfortable')

export function DensityProvider(props: { density: Density; children: ReactNode }) {
  return <DensityContext value={props.density}>{props.children}</DensityContext>
}

/** Pixels that a row of a table takes. */
export function useRowPx(): number {
  return use(DensityContext) === 'compact' ? 26 : 32
}
