// Nuxt UI resolves its components while Vite runs, so the type checker cannot know them on its own.
// This lists every component once (a file that grew with each use would collide in every merge)
// and lets the plugin write the theme types it refers to.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { resolveConfig } from 'vite'

const components = readdirSync('node_modules/@nuxt/ui/dist/runtime/components')
  .filter((file) => file.endsWith('.vue'))
  .map((file) => file.slice(0, -'.vue'.length))

const lines = components.map(
  (name) => `    U${name}: (typeof import('@nuxt/ui/components/${name}.vue'))['default']`,
)

mkdirSync('src/platform/generated', { recursive: true })
writeFileSync(
  'src/platform/generated/nuxt-ui.d.ts',
  `export {}\n\ndeclare module 'vue' {\n  export interface GlobalComponents {\n${lines.join('\n')}\n  }\n}\n`,
)

await resolveConfig({ logLevel: 'error' }, 'build')
