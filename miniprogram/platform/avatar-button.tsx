import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';

export interface AvatarButtonProps {
  className: string;
  /** A picture of this device, to be put into the cloud's storage. */
  chosen(path: string): void;
}

/** WeChat's choice of a picture: the person's own, from the album or the camera. It checks what is chosen itself. */
export const AvatarButton = ({ className, chosen, children }: PropsWithChildren<AvatarButtonProps>) => (
  <Button
    className={className}
    openType="chooseAvatar"
    onChooseAvatar={({ detail: { avatarUrl } }) => chosen(avatarUrl)}
  >
    {children}
  </Button>
);
