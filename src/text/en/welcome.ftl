# /start and /help in English.

start-new =
    🎣 <b>Welcome to the shore, { $name }!</b>

    I am the old angler. The water here is made of markets: you /cast at the live price, you /hook when your nerve tells you, and what the price did in between decides what comes out. A legend, a fish, or a boot.

    I have packed your bag: { $bait }, { $cash } and two rods. You stand at { $pond }, holding the { $rod }.

    { $next }
start-again =
    🎣 <b>Back at the water, { $name }?</b> I kept your stool dry.

    ⭐ Level { $level } · 🪱 { $bait } · 💵 { $cash }
    { $pond } · { $rod }

    { $next }
start-next-cast = The fish are talking about you. /cast
start-next-hook = Your line is still in the water. /status shows how it is doing, /hook pulls it out.
play-money = <i>Play money only: no real coins, no real losses, and nothing here is advice.</i>

help-how = 📖 <b>How we fish here</b>
    1. /cast puts one bait on the hook and a stake from your purse behind it. The line goes in at the live market price.
    2. The price wanders, your rod multiplies it. A long rod likes it rising, a short rod falling.
    3. /hook pulls it out at the live price. The gain or loss is yours, and it decides which fish bites.

    Win a lot, and rare things come up. Lose a lot, and stranger ones do. A line that loses its whole stake snaps.
    The market must answer with a fresh price. When it does not, nothing is spent.

    <b>Commands</b>
help-levels = ⭐ <b>Levels, stakes and bait</b>
    Every catch brings experience (XP):
help-levels-xp = • { $what }: { $xp } XP
help-levels-snapped = snapped line
help-levels-table =
    XP makes levels, and each level raises the stake and brings { $bait }:
help-levels-row = • level { $level }: from { $xp } XP, stake { $stake }
help-levels-more = …and so on, as far as your patience goes. The stake is never more than your cash, and a cast needs at least { $least }.
help-waters = 🗺️ <b>Ponds and rods</b>
    Every pond is a market. Levels open them:
help-waters-pond = • { $pond } ({ $pair }), level { $level }
help-waters-rods = A rod multiplies what the price does. Plus is for a rising price, minus for a falling one:
help-waters-rod = • { $rod } · { $rarity } · { $price }
help-waters-shop = /rods shows them all and sells the ones you lack.
help-free = yours from the start
help-fish = 🐟 <b>Fish and fair play</b>
    What lives in the water:
help-fish-row = • { $rarity }: { $kinds }, weight { $weight }
help-fish-fair =
    Your gain or loss decides which fish are near. Then a draw picks the rarity by its weight, and one fish of that rarity at random. When the price has hardly moved, only trash and common fish bite: I do not pay for napping.

    And I tie my own hands, in case I wake up in a bad mood: before every cast a secret number is sealed, and you see its seal (SHA-256) in /fair. That number and a word of your own, /luck, make the draw; nobody can swap either later without the seal giving it away.
help-tab-0 = 📖 Rules
help-tab-1 = ⭐ Levels
help-tab-2 = 🗺️ Ponds, rods
help-tab-3 = 🐟 Fish
help-here = · { $tab } ·
