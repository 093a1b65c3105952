# /mydata and /forget in English.

mydata-caption =
    📒 <b>Your page of my logbook,</b> the whole of it: numbers, catches with their draws, every coin that moved. Where a list is too long, the newest stand there and the rest is counted.
    The secret of a line still in the water is left out until it is out; its fingerprint is there.

    Rather not be in the book at all? /forget
mydata-coming = 📒 I am still copying your page. One at a time: it is on its way, and nothing of it is lost.
only-in-private = 🤫 That stays between you and me: send /{ $command } in our private chat. Here I have opened no book.

forget-ask =
    🌫️ <b>Shall I forget you?</b>

    <b>What goes:</b> your name, your language, your word of luck, and the tie to your Telegram. Level { $level }, { $bait } and { $cash } are gone for you, and not even I can bring them back.
    <b>What stays,</b> with no name on it: catches and the movements of money, for the books must add up. On the boards you are “{ stranger }”.
    <b>Of you</b> I keep only a mark that cannot be read back, and on it when you last took the day's bait and an envelope, so that nothing is handed out twice. If you return, you start at level 1 with an empty purse and an empty tin.

    A copy first? /mydata. The button is good for ten minutes.
button-forget = 🌫️ Forget me
button-keep = 🪑 Keep me
forget-line-out = 🎣 <b>Your line is in the water,</b> and somebody has to be told what bites. Nothing is forgotten. /hook it first, then /forget
forget-stale = 🌫️ <b>You thought about it for more than ten minutes,</b> so I let it be. Nothing is forgotten. /forget asks anew.
forget-soon = 🌫️ <b>I forget nobody twice within a day,</b> so nothing is forgotten now. Ask me again in { $wait }: /forget
forget-kept = 🪑 Good. The stool stays yours, and everything is as it was.
forget-done =
    🌫️ <b>Done.</b> I know that somebody fished here, and no longer who. What I still hold of this talk goes from my book within three days.

    Tight lines, stranger. If you ever want to begin anew: /start
forget-already = 🌫️ I have just forgotten who sent this, so I let it be. Say it once more, and we begin as strangers.

start-returning =
    🎣 <b>Good day, { $name }.</b> I do not know you, and yet my book says that a bag was packed for you once already. It is packed once, so this time we start with what is in your pockets.

    ⭐ Level { $level } · 🪱 { $bait } · 💵 { $cash }
    { $pond } · { $rod }

    { $next }
