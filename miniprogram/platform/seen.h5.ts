const HALF = 0.5;

/** As in WeChat. Taro's own observer finds no page of several that lie over each other. */
export function onSeen(id: string, act: () => void): () => void {
  const part = document.getElementById(id);
  if (!part) return () => undefined;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { threshold: HALF },
  );
  observer.observe(part);
  return () => observer.disconnect();
}
