import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const server = process.env.PARKAPP_URL ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [
    vue(),
    ui({
      dts: false,
      autoImport: false,
      // Icons come out of the installed collection at build time: nothing is fetched from the net.
      icon: {
        clientBundle: {
          scan: { globInclude: ['src/**/*.{vue,ts}'], globExclude: ['**/generated/**'] },
          sizeLimitKb: 256,
        },
      },
      ui: {
        button: {
          // The usual three quarters leave too little contrast in the dark.
          compoundVariants: [
            { color: 'primary', variant: 'solid', class: 'hover:bg-primary/90 active:bg-primary/90' },
            { color: 'error', variant: 'solid', class: 'hover:bg-error/90 active:bg-error/90' },
          ],
        },
        colors: {
          primary: 'blue',
          secondary: 'amber',
          success: 'emerald',
          info: 'sky',
          warning: 'amber',
          error: 'red',
          neutral: 'slate',
        },
      },
    }),
  ],
  resolve: {
    alias: [
      { find: /^@\//, replacement: fileURLToPath(new URL('./src/', import.meta.url)) },
      // The build whose worker is a file: the other one cuts its worker out of its own source text, which
      // does not survive bundling.
      { find: /^maplibre-gl$/, replacement: 'maplibre-gl/dist/maplibre-gl-csp.js' },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: true,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: false },
      '/sandbox': { target: server, changeOrigin: false },
      '/problems': { target: server, changeOrigin: false },
    },
  },
  build: {
    // Browsers that lack `modulepreload` are older than what we support; its polyfill is an inline script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // First, as a group takes what it depends on along: with the charts' group, every page would load charts.
            {
              name: 'vue',
              test: /node_modules[\\/](vue|@vue|vue-router|vue-i18n|@intlify|@tanstack)[\\/]/,
              priority: 30,
            },
            // What every page needs, in one file in place of dozens.
            { name: 'start', tags: ['$initial'], priority: 25 },
            { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|topojson-client)/, priority: 20 },
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender|vue-echarts)/, priority: 20 },
          ],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    // A browser of its own for each file took twenty times as long as the tests in it.
    isolate: false,
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/platform/test/setup.ts'],
    env: { TZ: 'America/New_York' },
    restoreMocks: true,
    // A limit for what hangs, not for what is slow: the first test to import a page waits for its compilation.
    testTimeout: 30_000,
  },
})
