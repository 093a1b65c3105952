# What Telegram shows of the bot itself, in English: menus and descriptions. Plain text, no HTML.

command-start = where we stand, and what to do next
command-cast = throw the line in
command-hook = pull it out
command-status = your purse, your bait, your line
command-bell = wake me when the line is up or down so much: /bell +5
command-ponds = choose the water
command-rods = choose a rod, or buy one
command-daily = bait for today
command-leaderboard = who is ahead: day, week, all
command-envelope = play money when the purse is nearly empty
command-language = English or Russian
command-pnl = your gains and losses, summed up
command-history = your catches, one by one
command-fair = how the draw is made, and the seal of the next one
command-luck = your own word in the draw: /luck clover
command-verify = check that a catch was drawn fairly
command-fishdex = the fish you have caught, and those still to come
command-mydata = all that I keep of you, as a file
command-forget = make me forget you
command-help = how we fish here

bot-description =
    🎣 The water here is made of markets. Cast at the live crypto price, watch the float, hook when your nerve tells you. What the price did in between decides what comes out: a legend, a fish, or a boot.

    Play money only: no real coins, no real losses, no advice. The draw of every fish can be checked.

    Press Start, and I will show you to your stool.
bot-short-description = 🎣 Fishing at live crypto prices with an old angler. Play money, honest draws, the odd boot.
