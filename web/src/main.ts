import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css'
import './platform/design.css'

import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './platform/i18n'
import { queryClient } from './platform/queries'
import { router } from './platform/router'
import { restoreSession } from './platform/session'

// Routes ask for permissions, so the router starts once it is known who is here.
await restoreSession()

createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).use(ui).mount('#app')
