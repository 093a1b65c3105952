# The first three steps in English: shown until the first catch.

first-cast = 👣 <b>Step one of three: /cast.</b> One bait and a stake go in at the live price. Nothing is decided until the line comes out.
first-peek = 👣 <b>Step two of three: /status.</b> Your first line is in the water, and a look at it costs nothing. The third step is /hook.
first-line-out = 👣 <b>Step two of three.</b> The price does the swimming now. Give it a minute, then peek under the float: /status
first-status = 👣 <b>Step three of three: /hook.</b> Left of the arrow is your price, right of it the price now; in the line below, what you would win or lose by coming out now. Around zero only small fry bite, so you may wait for a wave. A line that loses its whole stake snaps.
first-catch = 👣 <b>That was the whole craft:</b> cast, peek, hook. Falling prices are for a short rod: /rods. New water opens with new levels: /ponds
