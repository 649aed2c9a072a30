import { readdir } from 'node:fs/promises'
import type { RouteRecordRaw } from 'vue-router'

const SOURCES = new URL('../src/', import.meta.url)

/** Every page there is, as the capabilities name theirs. What is shown on them is loaded by the browser only. */
export async function everyRoute(): Promise<RouteRecordRaw[]> {
  const files = (await readdir(SOURCES, { recursive: true })).filter((file) =>
    /^[^/]+\/routes\.ts$/.test(file),
  )
  const modules = await Promise.all(
    files.sort().map((file) => import(new URL(file, SOURCES).href) as Promise<{ default: RouteRecordRaw[] }>),
  )
  return modules.flatMap((module) => module.default)
}
