import { steadyOrder } from '#libs/web';
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react';

interface HoldProps {
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: () => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

/** `wanted`, but nothing moves while the mouse is over the list or the keyboard is in it: `holdProps` go to the list. */
export function useSteadyOrder(wanted: readonly string[]): { order: string[]; holdProps: HoldProps } {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const shown = useRef<string[]>([]);
  const order = steadyOrder(shown.current, wanted, isPointed || isFocused);
  useEffect(() => {
    shown.current = order;
  });
  return {
    order,
    holdProps: {
      // A finger does not hover.
      onPointerEnter: ({ pointerType }) => setPointed(pointerType === 'mouse'),
      onPointerLeave: () => setPointed(false),
      onFocus: ({ target }) => setFocused(target.matches(':focus-visible')),
      onBlur: ({ currentTarget, relatedTarget }) => setFocused(currentTarget.contains(relatedTarget)),
    },
  };
}
