//! The bodies of fish: an outline each, and where the other parts are put on it.
//!
//! A fish looks to the right; its middle is the origin; with everything on it lies within ±180 × ±120 units.
//!
//! **Invariant:** every outline is one closed SVG path, so that skins can be clipped to it.

/// A point in a drawing's units.
pub type At = (f32, f32);

/// The shape of a fish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// The common fish of picture books.
    Oval,
    /// A ball with a face.
    Round,
    /// A pike.
    Long,
    /// A disc on its edge.
    Tall,
    /// A shark.
    Torpedo,
    /// A whale: most of it is head.
    Whale,
    /// A box with round corners.
    Crate,
    /// A heavy head and a heavy chin.
    Blob,
    /// A drop: all forehead, thin tail.
    Drop,
    /// A flounder: a lozenge.
    Lozenge,
    /// A humped back and a jaw.
    Hump,
    /// A sardine.
    Slim,
}

/// Where things go on a body.
pub struct Shape {
    /// The closed outline.
    pub outline: &'static str,
    /// The middle of the eye.
    pub eye: At,
    /// The middle of the mouth.
    pub mouth: At,
    /// Where the tail begins.
    pub tail: At,
    /// The middle of the back, on the outline.
    pub back: At,
    /// Where the side fin begins.
    pub side: At,
    /// The middle of the belly, on the outline.
    pub keel: At,
}

impl Body {
    /// The outline and the places on it.
    pub fn shape(self) -> Shape {
        match self {
            Body::Oval => shape(
                "M-110,0C-85,-78 45,-98 122,-18Q134,-2 122,14C50,92 -80,76 -110,0Z",
                [(72., -20.), (116., 14.), (-100., 0.), (0., -68.), (-5., 20.), (0., 66.)],
            ),
            Body::Round => shape(
                "M10,-98C70,-98 112,-52 112,0S70,98 10,98S-92,52 -92,0S-50,-98 10,-98Z",
                [(58., -26.), (98., 22.), (-86., 4.), (-10., -96.), (-12., 26.), (0., 96.)],
            ),
            Body::Long => shape(
                "M-128,0C-100,-48 50,-58 160,-10Q170,0 160,10C60,54 -100,46 -128,0Z",
                [(100., -13.), (156., 8.), (-118., 0.), (-20., -43.), (10., 14.), (-10., 43.)],
            ),
            Body::Tall => shape(
                "M-84,0C-74,-55 -35,-104 25,-104C88,-104 118,-50 128,-10Q134,0 128,10C118,50 88,104 25,104C-35,104 -74,55 -84,0Z",
                [(74., -28.), (120., 14.), (-76., 0.), (0., -100.), (0., 20.), (0., 100.)],
            ),
            Body::Torpedo => shape(
                "M-132,-6C-60,-66 60,-84 168,-14Q172,-4 150,10C110,44 60,54 10,54C-50,52 -104,28 -132,-6Z",
                [(98., -18.), (128., 24.), (-122., -6.), (-8., -60.), (10., 28.), (0., 53.)],
            ),
            Body::Whale => shape(
                "M-146,-26C-100,-14 -80,-84 20,-90C112,-94 158,-40 152,20C146,78 60,88 0,78C-70,66 -116,26 -146,-26Z",
                [(96., -2.), (124., 36.), (-138., -26.), (-20., -84.), (20., 40.), (0., 78.)],
            ),
            Body::Crate => shape(
                "M-60,-78H84Q116,-78 116,-46V46Q116,78 84,78H-60Q-92,78 -92,46V-46Q-92,-78 -60,-78Z",
                [(74., -26.), (106., 22.), (-88., 0.), (0., -78.), (-6., 20.), (0., 78.)],
            ),
            Body::Blob => shape(
                "M-104,16C-104,-70 -10,-104 56,-92C122,-80 142,-20 140,30C136,86 60,104 -10,92C-70,80 -104,60 -104,16Z",
                [(70., -38.), (106., 30.), (-98., 18.), (-14., -86.), (-20., 20.), (0., 94.)],
            ),
            Body::Drop => shape(
                "M-130,-8C-70,-30 -40,-96 40,-98C104,-96 134,-48 134,0C134,54 98,92 40,92C-30,92 -70,24 -130,-8Z",
                [(80., -24.), (120., 24.), (-120., -8.), (-12., -76.), (4., 22.), (10., 88.)],
            ),
            Body::Lozenge => shape(
                "M-112,0C-60,-20 -30,-100 30,-100C70,-96 110,-40 134,-8Q140,0 134,8C110,40 70,96 30,100C-30,100 -60,20 -112,0Z",
                [(84., -20.), (128., 12.), (-104., 0.), (4., -96.), (0., 18.), (4., 96.)],
            ),
            Body::Hump => shape(
                "M-108,20C-96,-60 -40,-104 16,-98C66,-90 96,-50 128,-10Q142,20 120,48C80,82 -90,84 -108,20Z",
                [(82., -14.), (118., 34.), (-100., 22.), (-10., -98.), (0., 34.), (0., 72.)],
            ),
            Body::Slim => shape(
                "M-120,0C-84,-40 40,-52 126,-12Q136,0 126,10C50,46 -84,38 -120,0Z",
                [(84., -12.), (122., 8.), (-112., 0.), (0., -42.), (0., 14.), (0., 38.)],
            ),
        }
    }
}

fn shape(outline: &'static str, [eye, mouth, tail, back, side, keel]: [At; 6]) -> Shape {
    Shape { outline, eye, mouth, tail, back, side, keel }
}
