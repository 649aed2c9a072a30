import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/exports',
    name: 'my-files',
    component: () => import('./MyFilesPage.vue'),
    meta: { title: 'exports.title', signedIn: true, accountMenu: 'i-lucide-files' },
  },
] satisfies RouteRecordRaw[]
