# /fair and /luck, and the seal of the next draw, in English.

next-seal =
    🔏 Seal of your draw №{ $number }, luck { $luck }:
    { $hash }
line-seal =
    🔏 Seal of this line's draw №{ $number }, luck { $luck }:
    { $hash }
fair-page =
    ⚖️ <b>How I tie my own hands</b>

    Before you cast, a secret number for your next fish lies in my box already. You see its seal (SHA-256) before the line flies, and Telegram has put a date to it: so I can swap nothing afterwards.
    Your luck is a word of your own. The draw is made of number and word, and both are fixed before the line goes in. The price decides which fish are near, the draw which of them bites.
    When the fish is out, /verify opens the box.
fair-common = 🍀 You fish with the word that everybody has, and I might have known it when I filled the box. Take one of your own, now that you have seen the seal: /luck clover
fair-own = 🍀 A word that you choose after you have seen the seal is one I could not know. A new one: /luck clover
fair-out = 🎣 Your line is in the water, and its word is fixed. For the next one you may choose another when it is out.

luck-now =
    🍀 <b>Your luck is { $luck }</b>
    It goes into every draw of yours, so that nobody can know beforehand how it falls.
    Another word, up to 32 characters, while no line of yours is out: /luck clover
luck-set =
    🍀 <b>So be it: { $luck }</b>
    From your next cast on it is in the draw.
refusal-luck-empty = 🍀 <b>Of that word nothing can be seen.</b> Your luck stays as it was. Send it like this: /luck clover
refusal-luck-words = 🍀 <b>One word, please,</b> without a space in it. Your luck stays as it was. Like this: /luck clover
refusal-luck-long = 🍀 <b>That is more luck than fits on a float:</b> 32 characters at the most. Yours stays as it was. Like this: /luck clover
refusal-luck-out = 🎣 <b>Your line is in the water,</b> and its luck is fixed. Nothing was changed. /hook it first, then /luck
refusal-no-seed = 🔏 <b>The seal of your draw is not there yet,</b> so nothing was cast and nothing spent. /cast once more in a moment.
