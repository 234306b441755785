export default defineAppConfig({
  pages: ['pages/home/index', 'pages/wallet/index', 'pages/member/index'],
  subPackages: [
    {
      root: 'packages/wallet',
      pages: ['offers/index', 'offer/index', 'code/index', 'give/index', 'gift/index'],
    },
    {
      root: 'packages/pass',
      pages: [
        'mine/index',
        'code/index',
        'activate/index',
        'savings/index',
        'renew/index',
        'invite/index',
        'bind/index',
      ],
    },
    { root: 'packages/birthday', pages: ['mine/index', 'card/index', 'friend/index'] },
    { root: 'packages/checkin', pages: ['today/index', 'board/index'] },
    {
      root: 'packages/member',
      pages: [
        'join/index',
        'tier/index',
        'points/index',
        'profile/index',
        'birthday/index',
        'data/index',
        'leave/index',
      ],
    },
    {
      root: 'packages/groupbuy',
      pages: ['list/index', 'campaign/index', 'group/index', 'orders/index', 'order/index'],
    },
    {
      root: 'packages/staff',
      pages: ['bench/index', 'scan/index', 'history/index', 'shift/index', 'queue/index', 'conflicts/index'],
    },
    {
      root: 'packages/operator',
      pages: [
        'offers/index',
        'offer/index',
        'edit/index',
        'books/index',
        'passes/index',
        'revoke/index',
        'people/index',
        'stores/index',
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/wallet', 'packages/checkin'] },
    'pages/member/index': { network: 'wifi', packages: ['packages/member'] },
  },
  lazyCodeLoading: 'requiredComponents',
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '鲸喜会',
    navigationBarTextStyle: '@text' as 'black',
    backgroundColor: '@page',
    backgroundTextStyle: '@text' as 'dark',
  },
  tabBar: {
    color: '@quiet',
    selectedColor: '@chosen',
    backgroundColor: '@bar',
    borderStyle: '@border' as 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'ui/tab/home.png',
        selectedIconPath: 'ui/tab/home-on.png',
      },
      {
        pagePath: 'pages/wallet/index',
        text: '卡券',
        iconPath: 'ui/tab/wallet.png',
        selectedIconPath: 'ui/tab/wallet-on.png',
      },
      {
        pagePath: 'pages/member/index',
        text: '会员',
        iconPath: 'ui/tab/member.png',
        selectedIconPath: 'ui/tab/member-on.png',
      },
    ],
  },
});
