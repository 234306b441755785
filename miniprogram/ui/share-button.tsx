import { Button } from '@tarojs/components';

/** Opens WeChat's choice of chats; what is sent says the page's own share hook. Only WeChat knows such a button. */
export const ShareButton = ({ children }: { children: string }) => (
  <Button className="button button-main button-normal share-button" openType="share">
    {children}
  </Button>
);
