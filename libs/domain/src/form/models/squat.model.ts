import type { MannerModel } from '../manner.js';

/** Trained by `npm run train:form`; docs/models/squat.md says on whom, and what it is not good for. */
export const squatModel: MannerModel = {
  "values": [
    "thigh roll on the way up, deg",
    "thigh tilt, deg",
    "pelvis tilt at the lowest point, deg",
    "farthest pelvis tilt, deg"
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
        1.98835
      ]
    },
    {
      "type": "butt-wink",
      "mean": [
        6.88822,
        17.4361,
        -15.4804,
        0.941966
      ]
    },
    {
      "type": "forward-lean",
      "mean": [
        -3.46544,
        -2.55615,
        13.2523,
        14.3174
      ]
    },
    {
      "type": "low-amplitude",
      "mean": [
        -1.72564,
        -16.5447,
        6.99304,
        4.97809
      ]
    }
  ],
  "precision": [
    [
      0.062192,
      -0.004151,
      0.00808491,
      -0.0130841
    ],
    [
      -0.004151,
      0.0753957,
      0.0354799,
      -0.000695635
    ],
    [
      0.00808491,
      0.0354799,
      0.113487,
      -0.0530756
    ],
    [
      -0.0130841,
      -0.000695635,
      -0.0530756,
      0.095176
    ]
  ]
};
