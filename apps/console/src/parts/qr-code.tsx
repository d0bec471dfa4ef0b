import { useMemo, type ReactElement } from 'react';
import { encode } from 'uqr';

/** As ISO/IEC 18004 has it: four modules of white around. */
const quietModules = 4;

/** Dark on white whatever the theme: cameras want it so. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const { size, path } = useMemo(() => {
    const { data, size: modules } = encode(text, { border: quietModules });
    return { size: modules, path: data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join('') };
  }, [text]);
  return (
    <svg role="img" aria-label={label} className="qr-code" viewBox={`0 0 ${size} ${size}`} width="200" height="200">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
