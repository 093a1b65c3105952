# The first three steps in English: shown until the first catch.

first-cast = 👣 <b>Step one of three: /cast.</b> One bait and a stake go in at the live price. Nothing is decided until the line comes out.
first-peek = 👣 <b>Step two of three: /status.</b> Your first line is in the water, and a look at it costs nothing. The third step is /hook.
first-line-out = 👣 <b>Step two of three.</b> The price does the swimming now. Give it a minute, then peek under the float: /status
first-status = 👣 <b>Step three of three.</b> Before the arrow is the price you went in at, after it the price now; below them, what coming out this very moment would bring or cost you. Around zero only small fry bites: wait for a wave, or take what is there with /hook. A line that loses its whole stake snaps.
first-catch = 👣 <b>That was the whole craft:</b> cast, peek, hook. Falling prices are for a short rod: /rods. New water opens with new levels: /ponds
