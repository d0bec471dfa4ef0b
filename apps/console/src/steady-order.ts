import { steadyOrder } from '#libs/web';
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react';

/** A mouse that lies still for so long is not about to click. */
const restMs = 5000;

interface HoldProps {
  onPointerMove: (event: PointerEvent) => void;
  onPointerLeave: () => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

/** `wanted`, but nothing that is still `known` moves while the mouse moves over the list or the keyboard is in it: `holdProps` go to the list. */
export function useSteadyOrder(wanted: readonly string[], known: { has(id: string): boolean }): { order: string[]; holdProps: HoldProps } {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shown = useRef<string[]>([]);
  const order = steadyOrder({ shown: shown.current, wanted, known, isHeld: isPointed || isFocused });
  useEffect(() => {
    shown.current = order;
  });
  useEffect(() => () => clearTimeout(rest.current), []);
  return {
    order,
    holdProps: {
      onPointerMove: ({ pointerType }) => {
        // A finger does not hover.
        if (pointerType !== 'mouse') return;
        clearTimeout(rest.current);
        rest.current = setTimeout(() => setPointed(false), restMs);
        setPointed(true);
      },
      onPointerLeave: () => {
        clearTimeout(rest.current);
        setPointed(false);
      },
      onFocus: ({ target }) => setFocused(target.matches(':focus-visible')),
      onBlur: ({ currentTarget, relatedTarget }) => setFocused(currentTarget.contains(relatedTarget)),
    },
  };
}
