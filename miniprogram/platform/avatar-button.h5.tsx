import type { PropsWithChildren } from 'react';
import { Press } from '../ui/press';
import type { AvatarButtonProps } from './avatar-button';

/** A browser's choice of a file. */
export function AvatarButton({ className, chosen, children }: PropsWithChildren<AvatarButtonProps>) {
  function choose(): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/png,image/jpeg,image/webp';
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) chosen(URL.createObjectURL(file));
    });
    input.click();
  }
  return (
    <Press className={className} onPress={choose}>
      {children}
    </Press>
  );
}
