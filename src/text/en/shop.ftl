# The rod shop, the bait of each day, the envelope and the choice of a language, in English.

button-cast = 🎣 Cast
button-daily = 🪱 Today's bait
button-envelope = ✉️ Ask for the envelope
button-buy = 🛒 Buy for { $price }
button-english = 🇬🇧 English
button-russian = 🇷🇺 Русский

rod-for-sale = 🛒 { $rod }
rod-offer =
    🛒 <b>{ $rod }</b> · { $rarity }
    What it does: { $side }.
    Price: { $price }. You have { $cash }, and would have { $left } left.
    You pay once and it is yours for good.
rod-offer-last = Mind you: the rest would be too little for a cast.
rod-bought =
    🎉 <b>{ $rod }</b> is yours, and already in your hands: { $side }.
    Paid: { $price }. In the purse: { $cash }.
refusal-rod-owned = 🎣 <b>The { $rod } is yours already.</b> Nothing was paid. /rods puts it in your hands.
refusal-rod-dear =
    👛 <b>The { $rod } is { $missing } away.</b> It stays in the window, your cash in the purse.
    It will wait for you.

daily-taken =
    🪱 <b>{ $bait } for the tin.</b> { $days ->
        [one] Day one. Come back tomorrow and I will dig for one more.
       *[other] { $shown } days in a row!
    }
    In the tin now: { $tin }. Tomorrow: { $tomorrow }.
daily-forgiven = You missed a day. I did not see it; I look away once a week.
daily-broken = The row was broken, so we count from one again. It happens to all of us.
refusal-daily-taken =
    🪱 <b>Today's bait is in your tin already.</b>
    The next spadeful is ready in { $wait }, and brings { $tomorrow }. In the tin: { $tin }.
daily-meanwhile = Until then: /fishdex, /history, /leaderboard.

envelope-given =
    ✉️ <b>I look away and hold out an envelope.</b>
    In it: { $amount }. In your purse: { $cash }. You did not see me, did you?
refusal-envelope-full =
    ✉️ <b>The envelope is for light purses,</b> under { $below }. You have { $cash }, so it stays in my jacket.
    /cast makes better use of your time.
refusal-envelope-line =
    ✉️ <b>Your line is still in the water,</b> with your money on it. First /hook, then we talk about envelopes.
refusal-envelope-soon =
    ✉️ <b>One envelope a day.</b> The next may find you in { $wait }. Your purse stays as it is.
    Meanwhile /daily still brings bait.

language-choose =
    🌍 <b>In which language shall I grumble?</b>
    Now it is English.
language-chosen = 🇬🇧 <b>English it is.</b> Everything else stays where it was. /help has the rules.
