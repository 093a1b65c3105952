# What others threw away: names and stories in English.

fish-captcha-boot = Captcha Boot
    .story = Before it lets go of the hook it wants you to click every square with a fishing rod in it.
fish-cookie-banner-kelp = Cookie Banner Kelp
    .story = Wraps itself around everything and asks whether you agree. There is a “no” somewhere under the third leaf.
fish-dusty-wallet = Dusty Wallet
    .story = The coin inside has not moved since the year people asked what a coin even was. The moth says it is holding.
fish-unread-terms-bottle = Bottle of Unread Terms
    .story = The message goes on for forty yards. By uncorking it you have agreed to it, and so has the snail.
fish-paper-hands-glove = Paper Hands Glove
    .story = Fits beautifully until something shines in it. Then it opens all by itself.
fish-rusty-stop-loss = Rusty Stop Loss
    .story = It was put up to stop exactly this. The price read it carefully and drove round.
fish-soggy-whitepaper = Soggy Whitepaper
    .story = Forty pages, nine diagrams, one rocket. The water has improved the ending.
fish-leaky-bucket-shop = Leaky Bucket Shop
    .story = Whatever you pour in at the top belongs to the pond by the time you look. Fees included.
fish-dead-cat-bouncer = Dead Cat Bouncer
    .story = It hit the bottom and came up again. Everybody cheered. It had only been practising.
fish-rug-puller = Rug Puller
    .story = Nice fellow, promised us a carpet for the whole pond. Look, there he goes with it.
fish-phishing-lure = Phishing Lure
    .story = “Dear esteemed fish, your pond has been suspended.” I have fished for fifty years and nearly bit myself.
fish-snapped-line = Snapped Line
    .story = There was a stake on it, and a hook, and a plan. The hook I would have liked back.
