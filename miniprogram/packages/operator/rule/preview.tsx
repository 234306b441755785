import { View } from '@tarojs/components';
import { useState } from 'react';
import { useWhoWould } from '../../../features/tag-desk/use-who-would';
import { Whom } from '../../../features/tag-desk/whom';
import { rules as texts } from '../../../texts/tag-desk';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';

/** Whom the saved rule would mark. Asked for by a press: it reads all members. */
export function Preview({ ruleId }: { ruleId: string }) {
  const [looking, look] = useState(false);
  return (
    <>
      <View className="desk-title">{texts.previewTitle}</View>
      <Card>
        {looking ? (
          <Whoever ruleId={ruleId} />
        ) : (
          <>
            <View className="preview-hint">{texts.previewHint}</View>
            <Button look="quiet" onPress={() => look(true)}>
              {texts.preview}
            </Button>
          </>
        )}
      </Card>
    </>
  );
}

/** As it is now, not as an earlier visit knew it. */
export function Whoever({ ruleId }: { ruleId: string }) {
  const { counting, ...known } = useWhoWould(ruleId);
  return (
    <>
      <Whom {...known} />
      {counting && known.size !== undefined && <View className="preview-hint">{texts.counting}</View>}
    </>
  );
}
