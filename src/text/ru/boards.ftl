# Доски, недельный пьедестал и слова для групп по-русски.

board-title-everyone = 🏆 <b>Общая доска</b> · { $span }
board-title-here = 🏆 <b>Доска этого причала</b> · { $span }
board-span-day = сегодня
board-span-week = эта неделя
board-span-all = всё время
board-row = { $place } { $name } · { $dollars } · { $catches }
board-row-own = { $place } <b>{ $name }</b> · <b>{ $dollars }</b> · { $catches } 👈
board-own = Твоё место: <b>{ $place }</b> · { $dollars } · { $catches }.
board-own-none = Твоего улова тут пока нет. Один /cast, один /hook — и мелок запишет.
board-counted = <i>Прибыль минус убытки. День и неделя (с понедельника) — по UTC, места обновляются раз в минуту.</i>
board-empty = Ни одного улова, мелок ещё сухой. Кто первым сделает /hook, тот и наверху.
board-tab-day = 📅 День
board-tab-week = 🗓️ Неделя
board-tab-all = 🏛️ Всё время
board-tab-everyone = 🌍 Общая доска
board-tab-here = 🏠 Доска причала
board-unknown =
    🏆 Досок у меня три: за день, за неделю и за всё время. Всё осталось как было.
    Попробуй /leaderboard день, /leaderboard неделя или /leaderboard всё.

group-greeting =
    🎣 <b>Так вот он какой, ваш причал. Скрипит правильно.</b>

    Я старый рыбак. /cast — леска уходит в воду по живой цене монеты, /hook — вытаскиваешь её обратно. Что за это время натворит цена, то на крючке и висит. Деньги игрушечные, рыбачит каждый за себя.

    Завожу для причала свою доску: /leaderboard. По понедельникам зачитываю итоги недели.
button-board = 🏆 Доска этой недели
podium-title = 🏆 <b>Неделя на причале «{ $title }» закончилась</b>
podium-title-nameless = 🏆 <b>Неделя на этом причале закончилась</b>
podium-sum =
    { $n ->
        [one] На всех { $catches }, { $anglers } рыбак.
        [few] На всех { $catches }, { $anglers } рыбака.
       *[other] На всех { $catches }, { $anglers } рыбаков.
    }
podium-end = Снимаю шляпу. Доска вытерта, новая неделя уже клюёт: /cast
