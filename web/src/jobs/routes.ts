import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/jobs',
    name: 'jobs',
    component: () => import('./JobsPage.vue'),
    meta: {
      title: 'jobs.title',
      permission: 'jobs:manage',
      area: 'operate',
      nav: { label: 'jobs.nav', icon: 'i-lucide-cog', order: 80 },
    },
  },
] satisfies RouteRecordRaw[]
