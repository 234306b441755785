import { isWellTyped, NUMBER_LENGTH } from '@shared/counter-code';
import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { OfflineBanner } from '../../../features/staff/offline/banner';
import { hasScanner } from '../../../platform/scan';
import { staff } from '../../../texts/staff';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Page } from '../../../ui/page';

interface Props {
  take(code: string): void;
  openScanner(): void;
}

/** Waits for a code: the camera (or the stage) above, typing below. */
export const Ready = ({ take, openScanner }: Props) => (
  <Page title={staff.scanTitle} look="deep" foot={<Typed take={take} />}>
    <View className="ready-aside">
      <OfflineBanner />
    </View>
    <View className="ready">
      <View className="ready-frame">
        <View className="ready-line" />
        <Icon name="scan" className="ready-icon" />
      </View>
      <View className="ready-title">{hasScanner ? staff.scanClosed : staff.scanArea}</View>
      <View className="ready-hint">{hasScanner ? staff.scanHint : staff.scanBrowser}</View>
      {hasScanner && (
        <View className="ready-way">
          <Button onPress={openScanner}>{staff.scanAgain}</Button>
        </View>
      )}
    </View>
  </Page>
);

/** Codes are also handed over as text in a browser; they start with their version. */
const isCodeText = (text: string): boolean => text.startsWith('A1.');

/** The number below the guest's code. A wrong digit is found here, before anything is sent. */
function Typed({ take }: { take(code: string): void }) {
  const [text, setText] = useState('');
  const digits = text.replace(/\s/g, '');
  const good = isWellTyped(digits) || isCodeText(digits);
  const wrong = digits.length >= NUMBER_LENGTH && !good;
  const missing = NUMBER_LENGTH - digits.length;
  const hint = wrong ? staff.typeWrong : digits && missing > 0 ? staff.typeShort(missing) : staff.typeHint;
  return (
    <View className="typed">
      <View className={`typed-hint${wrong ? ' typed-hint-wrong' : ''}`}>
        {staff.typeLabel} · {hint}
      </View>
      <View className="typed-row">
        <Input
          className="typed-input figures"
          type={hasScanner ? 'number' : 'text'}
          maxlength={hasScanner ? NUMBER_LENGTH : 300}
          value={text}
          placeholder="0000 0000 0000"
          placeholderClass="typed-placeholder"
          onInput={(event) => setText(event.detail.value)}
          onConfirm={() => good && take(digits)}
        />
        <Button off={!good} onPress={() => take(digits)}>
          {staff.typeGo}
        </Button>
      </View>
    </View>
  );
}
