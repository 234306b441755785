declare module 'wechatpay-axios-plugin/lib/decorator' {
  export { Decorator as default } from 'wechatpay-axios-plugin';
}
declare module 'wechatpay-axios-plugin/lib/formatter' {
  export { Formatter as default } from 'wechatpay-axios-plugin';
}
declare module 'wechatpay-axios-plugin/lib/rsa' {
  export { Rsa as default } from 'wechatpay-axios-plugin';
}
declare module 'wechatpay-axios-plugin/lib/aes' {
  export { Aes as default } from 'wechatpay-axios-plugin';
}
