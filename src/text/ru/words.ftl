# Имена и мелкие слова по-русски. Ключи прудов, удочек и редкостей — из каталога.

brand = Angler
stranger = кто-то с удочкой
friend = дружище

pond-eth = Эфирная заводь
pond-btc = Бухта старого кита
pond-sol = Солнечный перекат
pond-ada = Академический пруд
pond-pol = Канал многоугольников
pond-avax = Лавинное озеро
pond-link = Цепной причал
pond-dot = Пунктирная отмель

rod-long-2 = Оптимист
rod-short-2 = Ворчун
rod-long-2-5 = Бычок
rod-short-2-5 = Медвежонок
rod-long-3 = Ракета
rod-short-3 = Гравитация
rod-long-4 = На Луну
rod-short-4 = Бездна

side-long = лонг, зарабатывает на росте цены
side-short = шорт, зарабатывает на падении цены

card-somebody = Кто-то из своих

rarity-trash = Хлам
rarity-common = Обычная
rarity-rare = Редкая
rarity-epic = Эпическая
rarity-legendary = Легендарная

bait-count =
    { $n ->
        [one] { $shown } наживка
        [few] { $shown } наживки
       *[other] { $shown } наживок
    }
fish-count =
    { $n ->
        [one] { $shown } вид
        [few] { $shown } вида
       *[other] { $shown } видов
    }

seconds = { $s } с
minutes = { $m } мин { $s } с
hours = { $h } ч { $m } мин
days = { $d } д { $h } ч
