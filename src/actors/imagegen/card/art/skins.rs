//! What is painted on a fish's side: bellies and patterns, clipped to its body.
//!
//! **Invariant:** a skin only draws inside the clip that the caller sets.

/// A pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skin {
    /// Only a belly.
    Plain,
    /// Upright stripes.
    Stripes,
    /// Round spots.
    Spots,
    /// Rows of scales.
    Scales,
    /// Candles of a price chart.
    Candles,
    /// One broad band.
    Band,
    /// A zigzag line.
    Zigzag,
    /// Large patches.
    Patches,
    /// Small stars.
    Stars,
    /// Plates of armour.
    Armour,
    /// A lit grid of a circuit.
    Circuit,
    /// Bones that show through.
    Bones,
}

/// The belly and the pattern as SVG; `keel` is how far down the body reaches.
pub fn skin(skin: Skin, keel: f32, belly: &str, mark: &str) -> String {
    let under = format!(
        "<path fill=\"{belly}\" stroke=\"none\" d=\"M-180,{}C-80,{} 60,{} 180,0V140H-180Z\"/>",
        keel * 0.3,
        keel * 0.6,
        keel * 0.62
    );
    let over = match skin {
        Skin::Plain => String::new(),
        Skin::Stripes => fill(mark, "M-62,-120Q-44,0 -62,120H-38Q-20,0 -38,-120ZM-16,-120Q2,0 -16,120H8Q26,0 8,-120ZM-106,-120Q-88,0 -106,120H-84Q-66,0 -84,-120Z"),
        Skin::Spots => dots(mark, &[(-60., -22., 13.), (-26., -48., 10.), (-24., 2., 15.), (14., -30., 12.), (-74., 20., 9.), (18., 20., 9.), (-38., 44., 11.), (-90., -6., 7.), (20., -70., 10.)]),
        Skin::Scales => {
            let rows = (0..6).flat_map(|row| (0..7).map(move |i| (row, i)));
            let arcs: String = rows.map(|(row, i)| format!("M{},{}q15,24 30,0", -118 + i * 30 - (row % 2) * 15 - 4, -74 + row * 24)).collect();
            format!("<path fill=\"none\" stroke=\"{mark}\" stroke-width=\"5\" d=\"{arcs}\"/>")
        }
        Skin::Candles => {
            let wicks = "<path stroke-width=\"4\" d=\"M-82,-30V46M-52,-44V26M-22,-30V48M8,-66V20M32,-70V6\"/>";
            let rising = "M-60,-30h16v40h-16ZM0,-50h16v54h-16Z";
            let falling = "M-90,-14h16v44h-16ZM-30,-12h16v42h-16Z";
            format!("{wicks}<path stroke-width=\"4\" fill=\"#3ddc97\" d=\"{rising}\"/><path stroke-width=\"4\" fill=\"#ff5d5d\" d=\"{falling}\"/>")
        }
        Skin::Band => fill(mark, "M-50,-130Q-20,0 -50,130H14Q44,0 14,-130Z"),
        Skin::Zigzag => format!("<path fill=\"none\" stroke=\"{mark}\" stroke-width=\"12\" d=\"M-130,6L-100,-22L-72,16L-42,-26L-12,14L18,-30L40,-6\"/>"),
        Skin::Patches => fill(mark, "M-100,-50C-60,-70 -50,-30 -20,-46C0,-60 -10,-100 -40,-110H-110ZM-30,20C10,0 40,30 20,60C0,80 -50,60 -30,20ZM40,-110C20,-80 40,-60 70,-66L120,-100Z"),
        Skin::Stars => [(-64, -16, 1.0), (-24, 22, 0.8), (-18, -44, 1.1), (20, -8, 0.7), (-80, 30, 0.6)]
            .iter()
            .map(|(x, y, s)| format!("<path transform=\"translate({x} {y}) scale({s})\" fill=\"{mark}\" stroke=\"none\" d=\"M0,-18L5,-6L18,-5L8,3L11,16L0,9L-11,16L-8,3L-18,-5L-5,-6Z\"/>"))
            .collect(),
        Skin::Armour => format!("<path fill=\"none\" stroke=\"{mark}\" stroke-width=\"7\" d=\"M-86,-120Q-64,0 -86,120M-52,-120Q-30,0 -52,120M-18,-120Q4,0 -18,120M16,-120Q38,0 16,120M-180,0H34\"/>"),
        Skin::Circuit => format!(
            "<path fill=\"none\" stroke=\"{mark}\" stroke-width=\"5\" d=\"M-120,-10H-70L-50,-34H0M-100,22H-40L-16,0H30M-60,52H-10L10,30M-40,-60V-34M-40,22V0\"/>{}",
            dots(mark, &[(4., -34., 8.), (34., 0., 8.), (14., 28., 8.), (-40., -64., 8.)])
        ),
        Skin::Bones => format!("<path fill=\"none\" stroke=\"{mark}\" stroke-width=\"8\" d=\"M-120,0H34M-84,-34Q-66,0 -84,34M-52,-44Q-34,0 -52,44M-20,-48Q-2,0 -20,48M10,-46Q26,0 10,46\"/>"),
    };
    under + &over
}

fn fill(mark: &str, d: &str) -> String {
    format!("<path fill=\"{mark}\" stroke=\"none\" d=\"{d}\"/>")
}

fn dots(mark: &str, at: &[(f32, f32, f32)]) -> String {
    at.iter()
        .map(|(x, y, r)| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{mark}\" stroke=\"none\"/>"))
        .collect()
}
