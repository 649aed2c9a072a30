import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/codes',
    name: 'codes',
    component: () => import('./CodesPage.vue'),
    meta: {
      title: 'vouchers.title',
      permission: 'tariffs:write',
      area: 'operate',
      nav: { label: 'vouchers.title', icon: 'i-lucide-ticket-percent', order: 45 },
    },
  },
] satisfies RouteRecordRaw[]
