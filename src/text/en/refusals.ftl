# Every polite no, in English. Each says what is unchanged and what to do next.

refusal-no-bait =
    🪱 <b>The bait tin is empty.</b> Nothing was spent.
    /daily fills it once a day, and every new level brings three more.
refusal-line-out =
    🎣 <b>Your line is already in the water.</b> Two at once only tie knots.
    /status shows how it swims, /hook pulls it out.
refusal-light =
    👛 <b>A light purse: { $cash }.</b> A cast needs { $least }, so the bait stays in the tin.
    Once a day I have an envelope for you: /envelope
refusal-nothing-out =
    🤷 <b>There is nothing to hook:</b> your line is dry.
    /cast first, then we will see who is brave.
refusal-quick-0 =
    🐌 <b>Too quick!</b> The price moved { $percent }, the worm is not even wet.
    Wait { $wait }, or until the price stirs, and /hook again. The line stays in.
refusal-quick-1 =
    🫖 <b>Patience.</b> At { $percent } the fish are still reading the menu.
    Give them { $wait }, or a livelier price. The line stays in.
refusal-quick-2 =
    🦥 <b>Easy, speedy.</b> That was a dip, not fishing: { $percent }.
    Try /hook in { $wait }, or when the price wakes up. The line stays in.
refusal-quick-3 =
    🧘 <b>Breathe in, breathe out.</b> The float has barely stopped wobbling, { $percent } so far.
    { $wait } more, or one good wave, and /hook is yours. The line stays in.
refusal-same-tick =
    ⏱️ <b>The market has not blinked since your cast.</b> A line never comes out at the very price report it went in on.
    Try /hook again in a few seconds. The line stays in.
refusal-pond-level =
    🔒 <b>{ $pond } opens at level { $level }.</b> The gate is low, but the keeper is strict.
    Every catch brings you closer. /ponds shows the open water.
refusal-pond-unknown = 🗺️ I know no such pond, and I have slept beside all of them. /ponds
refusal-rod-not-owned =
    🔒 <b>The { $rod } is not yours yet.</b> It hangs in the window, and nothing was paid. /rods
refusal-rod-unknown = 🎣 No such rod on my rack. /rods

no-price-cast =
    🌫️ <b>Fog on the market.</b> No fresh price came in time, so I held your arm: no bait and no money spent.
    Try /cast again in a moment.
no-price-hook =
    🌫️ <b>Fog on the market.</b> No fresh price came in time, so your line stays in the water as it was.
    Try /hook again in a moment.
late-cast =
    ⚓️ <b>The harbour was closed</b> when you cast, and the price has wandered off since. I left your line dry: no bait spent.
    Send /cast again if you still feel like it.
trading-stopped =
    🧮 <b>The harbour office is recounting its books,</b> so nobody casts or hooks until they add up. Bait, money and a line in the water stay as they are.
    Try again in a while.
still-casting = 🌬️ Your line is still in the air. Let it land first, then we talk.
still-hooking = ⚙️ I am still reeling in. One fish at a time!
slow-down = 🐢 <b>Easy, easy!</b> The fish can hear you tapping. That last one I left undone: nothing spent, and a line in the water stays in. I keep quiet for a minute, then send it again.
hint = 🎣 I only speak rod and reel. /cast throws the line in, /status looks around, /help explains the rest.
unknown-command = 🪢 I do not know that knot. /help has the ones I can tie.
anonymous = 🎭 You are writing as a whole group or channel, and a rod wants one pair of hands. Write as yourself and I will gladly cast with you.
apology = 🛠️ <b>My apologies.</b> This one command broke our reel three times, so I put it aside. Nothing was taken. Everything else works as before.
not-yours = That is somebody else's rod. Cast your own with /cast
stale-button = That button has dried out. /status shows how things stand now.
moments-lost =
    🌊 <b>The sea took back the last few moments.</b> Something of yours from just before did not happen after all, whatever I told you of it.
    /status shows how things stand, and the seal of your next draw is a new one: /fair. I am sorry; cast again whenever you like.
