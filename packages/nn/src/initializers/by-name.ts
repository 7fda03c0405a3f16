import { heNormal, heUniform } from './he'
import type { Initializer } from './initializer'
import { orthogonal } from './orthogonal'
import { xavierNormal, xavierUniform } from './xavier'

/** The initializers of weights by their names in recipes. */
export const initializersByName = {
  'he-normal': heNormal,
  'he-uniform': heUniform,
  'xavier-normal': xavierNormal,
  'xavier-uniform': xavierUniform,
  orthogonal,
} as const satisfies Readonly<Record<string, Initializer>>

export type InitializerName = keyof typeof initializersByName

export const initializerNames = Object.keys(initializersByName) as readonly InitializerName[]
