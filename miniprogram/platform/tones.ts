/** The part of Web Audio that WeChat and browsers share. Tones are made, so no sound files are carried along. */
export interface AudioLike {
  readonly currentTime: number;
  readonly destination: unknown;
  createOscillator(): {
    type: string;
    frequency: { value: number };
    connect(to: unknown): void;
    start(at: number): void;
    stop(at: number): void;
  };
  createGain(): { gain: { value: number }; connect(to: unknown): void };
}

function tone(audio: AudioLike, hertz: number, from: number, seconds: number, type: string): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  gain.gain.value = 0.25;
  oscillator.type = type;
  oscillator.frequency.value = hertz;
  oscillator.connect(gain);
  gain.connect(audio.destination);
  oscillator.start(audio.currentTime + from);
  oscillator.stop(audio.currentTime + from + seconds);
}

export function chime(audio: AudioLike | undefined): void {
  if (!audio) return;
  tone(audio, 880, 0, 0.1, 'sine');
  tone(audio, 1320, 0.1, 0.16, 'sine');
}

export function knock(audio: AudioLike | undefined): void {
  if (!audio) return;
  tone(audio, 520, 0, 0.12, 'triangle');
  tone(audio, 520, 0.2, 0.12, 'triangle');
}

export function buzz(audio: AudioLike | undefined): void {
  if (!audio) return;
  tone(audio, 170, 0, 0.4, 'square');
}
