# Fish worth a story: names and stories in English.

fish-arbitrage-archerfish = Arbitrage Archerfish
    .story = Buys a worm on the left bank, sells it on the right, and lives entirely on the difference. Do not tell the banks.
fish-stable-starfish = Stable Starfish
    .story = Worth exactly one starfish, always. Its whole family sits underneath and keeps very, very still.
fish-airdrop-ray = Airdrop Ray
    .story = Drops presents on everyone who once swam past. To claim yours, kindly swim past eleven more times.
fish-whale-watching-seal = Whale-Watching Seal
    .story = Writes down every move of the big ones and follows a day late. The big ones know, and wave.
fish-short-squeeze-squid = Short Squeeze Squid
    .story = Ten arms, one hug, and everybody who was certain is suddenly buying. It calls that affection.
fish-meme-koi = Meme Koi
    .story = Began as a joke among frogs. Now it pays the frogs' rent, and still nobody can explain the hat.
fish-bull-run-shark = Bull Run Shark
    .story = Only charges upward and never signals. When it passes, even my old boot is up twelve percent.
fish-bearacuda = Bearacuda
    .story = Predicted nine of the last two crashes. Today it has honey on its jaw and will not stop smiling.
fish-solar-flare-snapper = Solar Flare Snapper
    .story = So quick that three of its ghosts bit before it did. Now and then it stops dead, is switched off and on, and goes again.
fish-bear-trap-pike = Bear Trap Pike
    .story = It lay at the bottom looking finished until everyone had sold. Older than me, and better company in a bad week.
fish-diamond-claw-crab = Diamond Claw Crab
    .story = The branch is breaking, the reef has left, and the crab has not loosened one claw. Brave or stuck, nobody dares ask.
