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
        19.942,
        6.2126,
        -3.16106,
        1.99828,
        -0.000705922
      ]
    },
    {
      "type": "butt-wink",
      "mean": [
        5.92948,
        17.4407,
        -15.4153,
        0.935023,
        0.207356
      ]
    },
    {
      "type": "forward-lean",
      "mean": [
        -4.31392,
        -2.56167,
        13.2819,
        14.3281,
        0.0579371
      ]
    },
    {
      "type": "low-amplitude",
      "mean": [
        -2.13978,
        -16.5446,
        7.04233,
        4.99041,
        -0.138194
      ]
    }
  ],
  "precision": [
    [
      0.063515,
      -0.00386727,
      0.0141606,
      -0.00640251,
      -0.0940077
    ],
    [
      -0.00386727,
      0.0833355,
      0.0368633,
      -0.000310317,
      0.682836
    ],
    [
      0.0141606,
      0.0368633,
      0.115861,
      -0.0524565,
      0.0940926
    ],
    [
      -0.00640251,
      -0.000310317,
      -0.0524565,
      0.0927919,
      0.0965218
    ],
    [
      -0.0940077,
      0.682836,
      0.0940926,
      0.0965218,
      59.3964
    ]
  ]
};
