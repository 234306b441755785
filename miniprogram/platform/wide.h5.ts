import { useEffect, useState } from 'react';

const room = window.matchMedia('(min-width: 960px)');

/** Whether there is room for two columns; follows the window. */
export function useWide(): boolean {
  const [wide, setWide] = useState(room.matches);
  useEffect(() => {
    const look = () => setWide(room.matches);
    room.addEventListener('change', look);
    return () => room.removeEventListener('change', look);
  }, []);
  return wide;
}
