# /pnl and /history in English.

catch-count =
    { $n ->
        [one] { $shown } catch
       *[other] { $shown } catches
    }
gone-fish = a fish that swam out of the book

pnl-none =
    📒 <b>A clean page.</b> No line has come out yet, so there is nothing to boast of and nothing to hide.
    /cast one in, and I will sharpen the pencil.
pnl-all = 📒 <b>My ledger on you, from the first day</b>
pnl-week = 🗓️ <b>The last seven days</b>
pnl-week-same = 🗓️ <b>The last seven days:</b> all of it.
pnl-week-none = 🗓️ <b>The last seven days:</b> not a single line came out. The stool misses you.
pnl-sum =
    { $mood } <b>{ $dollars }</b> from { $catches }
    🎯 In the black: { $rate }
pnl-snapped = 🪢 Snapped among them: { $shown }
pnl-best = 🏆 Best: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-worst = 🕳️ Worst: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-only = 🏆 The only one: { $emoji } { $fish } · { $percent } · { $dollars } · №{ $id }
pnl-more = Catch by catch: /history

history-title = 📜 <b>Your last catches</b>
history-older = 📜 <b>Older catches</b>
history-none = 📜 <b>No catches yet,</b> and the book is patient. /cast, and its first line will be yours.
history-end = 📜 That was the first catch there ever was. Below it is only the table. /history goes back to the newest.
history-row =
    { $emoji } <b>{ $fish }</b> · №{ $id }
    { $mood } { $percent } · { $dollars } · { $pond } · { $ago } ago
history-more = All of it summed up: /pnl
button-older = Older ▶️
button-newest = ⏮ Newest
