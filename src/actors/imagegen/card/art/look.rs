//! A fish put together: tail, fins, body, skin, face; and what is drawn behind and before it.
//!
//! Called by [`super::drawing`]; the tables of [`super::catches`] say what to put together.
//!
//! **Invariant:** the result is SVG without text, links or scripts, made of our own constants only.

use super::{
    bodies::Body,
    faces::{Eye, Mouth, eye, mouth},
    fins::{Back, Tail, back, keel, side, tail},
    props::{Layer, Prop},
    skins::{Skin, skin},
};

/// The colours of a fish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Coat {
    /// Its back and sides.
    pub main: &'static str,
    /// Its belly.
    pub belly: &'static str,
    /// Tail and fins.
    pub fins: &'static str,
    /// Its pattern.
    pub mark: &'static str,
}

/// The parts of a fish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// Its outline.
    pub body: Body,
    /// Its end.
    pub tail: Tail,
    /// Its back fin.
    pub back: Back,
    /// Its eye.
    pub eye: Eye,
    /// Its mouth.
    pub mouth: Mouth,
    /// Its pattern.
    pub skin: Skin,
    /// Its colours.
    pub coat: Coat,
    /// How it is turned, in degrees clockwise.
    pub turn: i16,
    /// Its size in percent.
    pub size: u16,
    /// Where its middle is, right and down.
    pub at: (i16, i16),
}

/// Everything that stands in the picture of one catch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Portrait {
    /// SVG behind the fish.
    pub behind: &'static str,
    /// The fish; `None` for what is drawn as a whole.
    pub look: Option<Look>,
    /// SVG before the fish, turned with it: hats and what it holds.
    pub worn: &'static str,
    /// SVG before the fish, not turned.
    pub front: &'static str,
    /// Hats, tools and weather, drawn after the SVG of their layer.
    pub props: &'static [Prop],
}

/// The colours of a fish in the order main, belly, fins, mark.
pub const fn coat(main: &'static str, belly: &'static str, fins: &'static str, mark: &'static str) -> Coat {
    Coat { main, belly, fins, mark }
}

impl Look {
    /// A fish as it swims.
    pub const fn new(
        body: Body,
        (tail, back): (Tail, Back),
        (eye, mouth): (Eye, Mouth),
        skin: Skin,
        coat: Coat,
    ) -> Look {
        Look { body, tail, back, eye, mouth, skin, coat, turn: 0, size: 100, at: (0, 0) }
    }

    /// The same, turned and sized.
    pub const fn posed(self, turn: i16, size: u16) -> Look {
        Look { turn, size, ..self }
    }

    /// The same, moved right and down.
    pub const fn at(self, right: i16, down: i16) -> Look {
        Look { at: (right, down), ..self }
    }

    fn svg(&self, worn: &[String]) -> String {
        let shape = self.body.shape();
        let coat = self.coat;
        let outline = shape.outline;
        let scale = f32::from(self.size) / 100.0;
        let parts = [
            format!("<g transform='translate({} {}) rotate({}) scale({scale})'>", self.at.0, self.at.1, self.turn),
            format!("<clipPath id='body'><path d='{outline}'/></clipPath>"),
            tail(self.tail, &shape, coat.fins),
            back(self.back, &shape, coat.fins),
            keel(&shape, coat.fins),
            format!("<path fill='{}' stroke='none' d='{outline}'/>", coat.main),
            format!("<g clip-path='url(#body)'>{}</g>", skin(self.skin, shape.keel.1, coat.belly, coat.mark)),
            format!("<path stroke-width='7' d='{outline}'/>"),
            side(&shape, coat.fins),
            mouth(self.mouth, shape.mouth),
            eye(self.eye, shape.eye),
            worn.concat(),
            "</g>".to_owned(),
        ];
        parts.concat()
    }
}

impl Portrait {
    /// A fish alone.
    pub const fn of(look: Look) -> Portrait {
        Portrait { behind: "", look: Some(look), worn: "", front: "", props: &[] }
    }

    /// A drawing as a whole.
    pub const fn whole(front: &'static str) -> Portrait {
        Portrait { behind: "", look: None, worn: "", front, props: &[] }
    }

    /// With something behind it.
    pub const fn behind(self, behind: &'static str) -> Portrait {
        Portrait { behind, ..self }
    }

    /// With something on it that turns with it.
    pub const fn wearing(self, worn: &'static str) -> Portrait {
        Portrait { worn, ..self }
    }

    /// With something before it.
    pub const fn before(self, front: &'static str) -> Portrait {
        Portrait { front, ..self }
    }

    /// With hats, tools and weather.
    pub const fn with(self, props: &'static [Prop]) -> Portrait {
        Portrait { props, ..self }
    }

    fn layer(&self, layer: Layer, own: &str) -> Vec<String> {
        let props = self.props.iter().filter(|prop| prop.layer == layer).map(Prop::svg);
        [own.to_owned()].into_iter().chain(props).collect()
    }

    /// The drawing around the origin, in a group with our ink.
    pub fn svg(&self) -> String {
        let fish = self.look.map(|look| look.svg(&self.layer(Layer::Worn, self.worn))).unwrap_or_default();
        format!(
            "<g fill='none' stroke='#1c1633' stroke-width='6' stroke-linejoin='round' stroke-linecap='round'>{}{fish}{}</g>",
            self.layer(Layer::Behind, self.behind).concat(),
            self.layer(Layer::Before, self.front).concat()
        )
    }
}
