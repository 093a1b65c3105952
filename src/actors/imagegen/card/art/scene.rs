//! The water behind a catch, and the five palettes of the rarities.
//!
//! **Invariant:** rarities differ in what is in the water (weeds, waves, bubbles, rings, rays) as well as in colour.

use crate::game::catalogue::Rarity;

/// The colours of a rarity.
pub struct Palette {
    /// The frame.
    pub frame: &'static str,
    /// Plates under words.
    pub dark: &'static str,
    /// Words and ornaments on plates.
    pub light: &'static str,
    /// Water from the top to the ground.
    water: [&'static str; 3],
}

/// The palette of a rarity.
pub fn palette(rarity: Rarity) -> Palette {
    let (frame, dark, light, water) = match rarity {
        Rarity::Trash => ("#8b806b", "#47412f", "#e6dfc8", ["#b9bd9c", "#9ea37f", "#7f8462"]),
        Rarity::Common => ("#3fa577", "#17503b", "#b9f7d8", ["#b0ead6", "#86d6bc", "#57b394"]),
        Rarity::Rare => ("#2f7de1", "#143a78", "#bfe0ff", ["#a6dbff", "#74bdf7", "#428fdc"]),
        Rarity::Epic => ("#9b4de0", "#45197a", "#e8d2ff", ["#dcbfff", "#bb92f0", "#8a59cc"]),
        Rarity::Legendary => ("#f5b521", "#7a4204", "#ffeab0", ["#ffefbd", "#ffd772", "#f2a63a"]),
    };
    Palette { frame, dark, light, water }
}

/// The water of a rarity as SVG, over the box ±`half_w` × ±`half_h` around the origin.
pub fn scene(rarity: Rarity, half_w: f32, half_h: f32) -> String {
    let [top, middle, ground] = palette(rarity).water;
    let (w, h) = (half_w, half_h);
    let sky = format!("<path fill='{top}' d='M{},{}H{w}V{h}H{}Z'/>", -w, -h, -w);
    let far = match rarity {
        Rarity::Trash => weeds(middle, w, h),
        Rarity::Common => waves(middle, w, h),
        Rarity::Rare => bubbles(middle, w, h) + &waves(middle, w, h),
        Rarity::Epic => rings(middle, w),
        Rarity::Legendary => rays(middle, w),
    };
    let near = format!(
        "<path fill='{ground}' d='M{},{}Q{},{} 0,{}T{w},{}V{h}H{}Z'/>",
        -w,
        h * 0.72,
        -w / 2.0,
        h * 0.52,
        h * 0.76,
        h * 0.66,
        -w
    );
    sky + &far + &near
}

fn weeds(fill: &str, w: f32, h: f32) -> String {
    let stalk = |x: f32, top: f32| {
        let mid = (top + h) / 2.0;
        format!("M{},{h}Q{},{mid} {x},{top}Q{},{mid} {},{h}Z", x - 16.0, x - 34.0, x + 34.0, x + 14.0)
    };
    let stalks: String = [-0.94, -0.8, -0.62, 0.66, 0.82, 0.95]
        .iter()
        .enumerate()
        .map(|(i, at)| stalk(at * w, h * (-0.5 + 0.3 * (i % 3) as f32)))
        .collect();
    format!("<path fill='{fill}' d='{stalks}'/>")
}

fn waves(fill: &str, w: f32, h: f32) -> String {
    let (y, step) = (-h * 0.1, w / 3.0);
    let crests: String = (0..6).map(|_| format!("q{},{} {step},0", step / 2.0, -step / 3.0)).collect();
    format!("<path fill='{fill}' d='M{},{y}{crests}V{h}H{}Z'/>", -w, -w)
}

fn bubbles(fill: &str, w: f32, h: f32) -> String {
    let places =
        [(-0.85, -0.6, 16), (-0.7, -0.3, 9), (0.88, -0.55, 13), (0.76, -0.8, 8), (-0.4, -0.86, 10), (0.4, -0.8, 12)];
    let circles: String =
        places.iter().map(|(x, y, r)| format!("<circle cx='{}' cy='{}' r='{r}'/>", x * w, y * h)).collect();
    format!("<g fill='none' stroke='{fill}' stroke-width='6'>{circles}</g>")
}

fn rings(fill: &str, w: f32) -> String {
    let circles: String = [0.28, 0.52, 0.76, 1.0, 1.24].iter().map(|r| format!("<circle r='{}'/>", r * w)).collect();
    format!("<g fill='none' stroke='{fill}' stroke-width='{}'>{circles}</g>", w * 0.12)
}

fn rays(fill: &str, w: f32) -> String {
    let reach = w * 1.6;
    let beams: String = (0..12)
        .map(|i| {
            let at = |part: f32| (std::f32::consts::TAU * (i as f32 + part) / 12.0).sin_cos();
            let ((s1, c1), (s2, c2)) = (at(0.0), at(0.5));
            format!("M0,0L{:.1},{:.1}L{:.1},{:.1}Z", c1 * reach, s1 * reach, c2 * reach, s2 * reach)
        })
        .collect();
    format!("<path fill='{fill}' d='{beams}'/>")
}
