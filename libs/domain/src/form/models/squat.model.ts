import type { MannerModel } from '../manner.js';

/** Trained by `npm run train:form`; docs/models/squat.md says on whom, and what it is not good for. */
export const squatModel: MannerModel = {
  "values": [
    "thigh roll on the way up, deg",
    "thigh tilt, deg",
    "pelvis tilt at the lowest point, deg",
    "farthest pelvis tilt, deg",
    "ln of the time beyond half of the thigh's tilt"
  ],
  "severities": [
    0.2,
    0.4,
    0.6,
    0.8,
    1,
    1.3
  ],
  "classes": [
    {
      "type": "knee-valgus",
      "mean": [
        20.8143,
        6.22252,
        -3.1891,
        1.98835,
        -0.00384258
      ]
    },
    {
      "type": "butt-wink",
      "mean": [
        6.88822,
        17.4361,
        -15.4804,
        0.941966,
        0.202905
      ]
    },
    {
      "type": "forward-lean",
      "mean": [
        -3.46544,
        -2.55615,
        13.2523,
        14.3174,
        0.0544857
      ]
    },
    {
      "type": "low-amplitude",
      "mean": [
        -1.72564,
        -16.5447,
        6.99304,
        4.97809,
        -0.142266
      ]
    }
  ],
  "precision": [
    [
      0.0624314,
      -0.00284004,
      0.00839441,
      -0.0129372,
      0.120409
    ],
    [
      -0.00284004,
      0.0825744,
      0.0371747,
      0.000108805,
      0.659351
    ],
    [
      0.00839441,
      0.0371747,
      0.113887,
      -0.0528857,
      0.155665
    ],
    [
      -0.0129372,
      0.000108805,
      -0.0528857,
      0.0952661,
      0.0738866
    ],
    [
      0.120409,
      0.659351,
      0.155665,
      0.0738866,
      60.5604
    ]
  ]
};
