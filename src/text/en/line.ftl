# Status, the line in the water, the catch, ponds and rods in English.

button-hook = 🐟 Hook
button-status = 👀 Status
button-help = 📖 How to fish

purse = 🪱 { $bait } · 💵 { $cash }
level-line = ⭐ Level { $level } · { $xp } XP, { $left } to the next
status-idle =
    🪑 <b>On the shore, line dry</b>
    { $purse }
    { $levels }
    { $pond } · { $rod }

    { $next }
status-next-cast = Stake of the next cast: { $stake }. /cast when you like. /ponds for other water, /rods to fish for a rising or a falling price.
status-next-no-bait = The bait tin is empty. /daily fills it once a day, and every new level brings three more.
status-next-light = A cast needs at least { $least } in the purse. Once a day I have an envelope for that: /envelope
status-next-both = No bait and no money: /daily for the tin, /envelope for the purse.

line-facts =
    { $pond } · { $rod }
    💰 Stake { $stake }
status-fishing =
    🎣 <b>Line in the water, { $time }</b>
    { $facts }
    📍 { $entry } → <b>{ $now }</b> <i>(price { $age } old)</i>
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
status-fishing-fog =
    🎣 <b>Line in the water, { $time }</b>
    { $facts }
    📍 { $entry } → <i>fog on the market, no price just now</i>
status-stretched = The line is stretched to its very end. It will snap when it is pulled.
status-seed = 🔒 Fingerprint of this line's draw:
status-casting =
    🌬️ <b>The line is in the air</b>, waiting for a fresh price.
    { $pond } · { $rod }
    { $purse }
status-hooking =
    ⚙️ <b>The reel is turning</b>, waiting for a fresh price to come out at.
    { $facts }
    📍 Went in at { $entry }

line-out =
    🎣 <b>The line is in!</b>
    { $facts }
    📍 Entry <b>{ $entry }</b>
    { $purse } left
line-out-next = The price does the swimming now. /status to peek, /hook when your nerve says so.

catch-of = 👤 <b>{ $name }</b>
catch-title = { $emoji } <b>{ $fish }</b> · { $rarity }
catch-title-snapped = { $emoji } <b>{ $fish }</b>
catch-story = <i>{ $story }</i>
catch-numbers =
    { $mood } <b>{ $percent }</b> · <b>{ $dollars }</b>
    📍 { $entry } → { $exit }
    { $pond } · { $rod } · { $time } in the water
    ✨ { $xp } XP
catch-level = 🎉 <b>Level { $level }!</b> { $bait } for the tin, and the stake is now { $stake }.
catch-water = 🗺️ New water: { $ponds }. See /ponds

ponds-title = 🗺️ <b>Where shall we sit?</b>
ponds-row-locked = 🔒 { $emoji } { $pond } · { $pair } · from level { $level }
ponds-row-here = ✅ { $emoji } <b>{ $pond }</b> · { $pair } · you are here
ponds-row-open = ▫️ { $emoji } { $pond } · { $pair }
ponds-line = A line already in the water stays in its own pond.
pond-chosen = { $emoji } <b>{ $pond }</b> it is: { $pair }. Stool placed, bank tested. /cast when ready.
pond-chosen-later = { $emoji } <b>{ $pond }</b> is next: { $pair }. The line in the water stays where it is.

rods-title = 🎣 <b>The rod rack</b>
rods-row-here = ✅ <b>{ $rod }</b> · { $side }
rods-row-own = ▫️ { $rod } · { $side }
rods-row-shop = 🛒 { $rod } · { $rarity } · { $price }
rods-window = 🛒 hangs in the shop window: tap one to look at it. Looking is free.
rods-line = A line already in the water keeps the rod it was cast with.
rod-equipped = 🎣 <b>{ $rod }</b> in hand: { $side }. /cast when ready.
rod-equipped-later = 🎣 <b>{ $rod }</b> is next: { $side }. The line in the water stays on the rod that cast it.
