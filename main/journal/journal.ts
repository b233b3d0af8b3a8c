export { Route } from './record.ts'
