# Boards, the weekly podium, and what a group is told, in English.

board-title-everyone = 🏆 <b>Everyone's board</b> · { $span }
board-title-here = 🏆 <b>This pier's board</b> · { $span }
board-span-day = today
board-span-week = this week
board-span-all = all time
board-row = { $place } { $name } · { $dollars } · { $catches }
board-row-own = { $place } <b>{ $name }</b> · <b>{ $dollars }</b> · { $catches } 👈
board-own = Your place: <b>{ $place }</b> · { $dollars } · { $catches }.
board-own-none = No catch of yours here yet. One /cast and one /hook, and you are on it.
board-counted = <i>Gains less losses, by UTC days and weeks from Monday. Places are counted once a minute.</i>
board-empty = Not a single catch yet, so the chalk is still dry. The first /hook here takes the top.
board-tab-day = 📅 Day
board-tab-week = 🗓️ Week
board-tab-all = 🏛️ All time
board-tab-everyone = 🌍 Everyone's board
board-tab-here = 🏠 This pier's board
board-unknown =
    🏆 I only chalk three boards: a day's, a week's and the one of all time. Nothing has changed.
    Try /leaderboard day, /leaderboard week or /leaderboard all.

group-greeting =
    🎣 <b>So this is your pier. I like the creak.</b>

    I am the old angler. /cast throws a line in at the live price of a coin, /hook pulls it out, and what the price did in between decides what hangs on it. Play money only, and everyone fishes alone.

    I keep a board for this pier: /leaderboard. On Mondays I read out the week.
button-board = 🏆 This week's board
podium-title = 🏆 <b>The week at “{ $title }” is over</b>
podium-title-nameless = 🏆 <b>The week at this pier is over</b>
podium-sum =
    { $n ->
        [one] { $catches } by { $anglers } angler.
       *[other] { $catches } by { $anglers } anglers.
    }
podium-end = Hats off. The board is wiped clean, and the new week bites already: /cast
